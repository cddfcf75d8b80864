package org.quarry.editor.window;

import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.Action;
import javax.swing.KeyStroke;
import javax.swing.text.Keymap;
import org.openide.awt.Actions;
import org.openide.filesystems.FileObject;
import org.openide.filesystems.FileUtil;
import org.openide.util.Lookup;
import org.openide.util.Utilities;
import org.quarry.editor.canvas.Command;
import org.quarry.editor.help.HelpPages.Shortcut;

/** The actions of all menus, with their keys. */
final class AllActions {
    /** An action as a menu shows it. @param menu its title */
    record Entry(String menu, String name, String keys, Action action) {}

    private AllActions() {}

    /** All, in the order of the menus; one that several menus hold is told once. */
    static List<Entry> inMenus() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        FileObject menus = FileUtil.getConfigFile("Menu");
        if (menus != null) {
            for (FileObject menu : FileUtil.getOrder(Arrays.asList(menus.getChildren()), false)) {
                gather(menu, menu.getName(), entries);
            }
        }
        return List.copyOf(entries.values());
    }

    private static void gather(FileObject folder, String menu, Map<String, Entry> entries) {
        if (!folder.isFolder()) {
            return;
        }
        for (Action action : Utilities.actionsForPath(folder.getPath())) {
            if (action != null && action.getValue(Action.NAME) instanceof String name && !name.isBlank()) {
                String plain = Actions.cutAmpersand(name);
                entries.putIfAbsent(menu + plain, new Entry(menu, plain, keys(action), action));
            }
        }
        for (FileObject inner : folder.getChildren()) {
            gather(inner, menu, entries);
        }
    }

    /** The keys of all actions that have some, by menu. */
    static Map<String, List<Shortcut>> shortcuts() {
        Map<String, List<Shortcut>> byMenu = new LinkedHashMap<>();
        for (Entry entry : inMenus()) {
            if (!entry.keys().isEmpty()) {
                byMenu.computeIfAbsent(entry.menu(), menu -> new ArrayList<>())
                        .add(new Shortcut(entry.name(), entry.keys()));
            }
        }
        byMenu.put("On the canvas", onCanvas());
        return byMenu;
    }

    /** What keys do while the canvas has them. */
    private static List<Shortcut> onCanvas() {
        List<Shortcut> all = new ArrayList<>();
        for (Command command : Command.values()) {
            Optional.ofNullable(KeyStroke.getKeyStroke(command.key()))
                    .ifPresent(key -> all.add(new Shortcut(command.words(), written(key))));
        }
        all.add(new Shortcut("Move by a grid step, by a unit", "Arrows, Shift+Arrows"));
        all.add(new Shortcut("Go to the neighbouring node", "Alt+Arrows"));
        all.add(new Shortcut("Context menu", "Shift+F10"));
        return all;
    }

    private static String keys(Action action) {
        List<KeyStroke> strokes = new ArrayList<>();
        Optional.ofNullable(Lookup.getDefault().lookup(Keymap.class))
                .ifPresent(keymap -> strokes.addAll(Arrays.asList(keymap.getKeyStrokesForAction(action))));
        if (strokes.isEmpty() && action.getValue(Action.ACCELERATOR_KEY) instanceof KeyStroke key) {
            strokes.add(key);
        }
        return strokes.stream()
                .sorted(Comparator.comparing(KeyStroke::toString))
                .map(AllActions::written)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String written(KeyStroke key) {
        String modifiers = KeyEvent.getModifiersExText(key.getModifiers());
        String name = KeyEvent.getKeyText(key.getKeyCode());
        return modifiers.isEmpty() ? name : modifiers + "+" + name;
    }
}

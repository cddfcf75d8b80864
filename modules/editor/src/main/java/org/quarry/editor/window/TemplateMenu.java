package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.swing.AbstractAction;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionRegistration;
import org.openide.util.actions.Presenter;
import org.quarry.json.JsonException;
import org.quarry.workflow.json.WorkflowReader;

/** File > New from Template: the workflows that come with Quarry. */
@ActionID(category = "File", id = "org.quarry.editor.NewFromTemplate")
@ActionRegistration(displayName = "New from Template", lazy = false)
@ActionReference(path = "Menu/File", position = 20)
public final class TemplateMenu extends AbstractAction implements Presenter.Menu {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(TemplateMenu.class.getName());

    /** The menu. */
    public TemplateMenu() {
        super("New from Template");
    }

    /** The workflow files that come with Quarry, by name. */
    public static List<Path> templates() {
        Path folder = Path.of(System.getProperty("quarry.home", ""), "quarry", "workflows");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> folder + " cannot be listed");
            return List.of();
        }
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        // The menu's items do what there is to do.
    }

    @Override
    public JMenuItem getMenuPresenter() {
        JMenu menu = new JMenu("New from Template");
        menu.setEnabled(false);
        OpenDocuments.here().elsewhere(TemplateMenu::titles, titles -> fill(menu, titles));
        return menu;
    }

    private static Map<Path, String> titles() {
        Map<Path, String> titles = new LinkedHashMap<>();
        templates().stream()
                .map(file -> Map.entry(file, title(file)))
                .sorted(Map.Entry.comparingByValue(String.CASE_INSENSITIVE_ORDER))
                .forEach(template -> titles.put(template.getKey(), template.getValue()));
        return titles;
    }

    private static void fill(JMenu menu, Map<Path, String> titles) {
        titles.forEach((file, title) ->
                menu.add(title).addActionListener(chosen -> OpenDocuments.here().template(file)));
        menu.setEnabled(menu.getItemCount() > 0);
    }

    private static String title(Path file) {
        try {
            return WorkflowReader.read(file).workflow().title();
        } catch (IOException | JsonException e) {
            LOG.log(Level.WARNING, e, () -> file + " is no template");
            return String.valueOf(file.getFileName());
        }
    }
}

package org.quarry.editor.window;

import java.awt.Dialog;
import java.awt.Frame;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.swing.JDialog;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.everywhere.Found;
import org.quarry.editor.everywhere.Found.Group;
import org.quarry.editor.everywhere.SearchPane;
import org.quarry.editor.search.NodeChoice;

/** One search over nodes, node types, actions, files and models. */
@ActionID(category = "Edit", id = "org.quarry.editor.SearchEverywhere")
@ActionRegistration(displayName = "Search Everywhere…", iconBase = "org/quarry/editor/icons/search.svg")
@ActionReferences({
    @ActionReference(path = "Menu/Edit", position = 2000, separatorBefore = 1990),
    @ActionReference(path = "Toolbars/Search", position = 100),
    @ActionReference(path = "Shortcuts", name = "DS-A")
})
public final class SearchEverywhere implements ActionListener {
    private static final Logger LOG = Logger.getLogger(SearchEverywhere.class.getName());
    private static final int MOST_FILES = 500;

    @Override
    public void actionPerformed(ActionEvent e) {
        open();
    }

    /** Opens the search over the main window. */
    static void open() {
        Frame main = WindowManager.getDefault().getMainWindow();
        JDialog dialog = new JDialog(main, "Search everywhere", Dialog.ModalityType.MODELESS);
        SearchPane pane = new SearchPane(everything(), dialog::dispose);
        dialog.setUndecorated(true);
        dialog.add(pane);
        dialog.pack();
        dialog.setLocation(
                main.getX() + (main.getWidth() - dialog.getWidth()) / 2,
                main.getY() + Math.min(140, main.getHeight() / 6));
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowDeactivated(WindowEvent e) {
                dialog.dispose();
            }
        });
        dialog.setVisible(true);
        pane.requestFocusInWindow();
    }

    private static List<Found> everything() {
        Workbench bench = Workbench.here();
        List<Found> all = new ArrayList<>();
        bench.current().ifPresent(document -> nodes(document, all));
        NodeChoice.of(bench.desk().catalog().all())
                .forEach(choice ->
                        all.add(new Found(Group.TYPES, choice.name(), choice.summary(), "", () -> Adding.add(choice))));
        AllActions.inMenus()
                .forEach(entry -> all.add(new Found(
                        Group.ACTIONS,
                        entry.name(),
                        entry.menu(),
                        entry.keys(),
                        () -> entry.action()
                                .actionPerformed(new ActionEvent(entry, ActionEvent.ACTION_PERFORMED, "")))));
        files(all);
        models(all);
        return all;
    }

    private static void nodes(Document document, List<Found> all) {
        document.workflow()
                .nodes()
                .forEach((name, node) ->
                        all.add(new Found(Group.NODES, name, node.type().id(), "", () -> Jump.to(document, name))));
    }

    private static void files(List<Found> all) {
        Set<Path> templates = new LinkedHashSet<>(TemplateMenu.templates());
        Set<Path> files = new LinkedHashSet<>(RecentFiles.here().all());
        Workbench.here().current().map(Document::folder).ifPresent(folder -> files.addAll(inFolder(folder)));
        files.forEach(file -> all.add(new Found(
                Group.FILES,
                String.valueOf(file.getFileName()),
                String.valueOf(file.getParent()),
                "",
                () -> OpenDocuments.here().open(file))));
        templates.forEach(file -> all.add(new Found(
                Group.FILES,
                String.valueOf(file.getFileName()),
                "New from template",
                "",
                () -> OpenDocuments.here().template(file))));
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // What cannot be listed cannot be opened from here; the rest can.
            LOG.log(Level.FINE, e, () -> folder + " cannot be listed");
            return List.of();
        }
    }

    private static void models(List<Found> all) {
        ModelsWindow.known()
                .forEach(model -> all.add(new Found(
                        Group.MODELS, model.name(), model.family(), "", () -> ModelsWindow.show(model.name()))));
    }
}

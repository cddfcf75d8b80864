package org.quarry.editor.window;

import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.FlowLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.ScrollPaneConstants;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.pane.ProsePane;
import org.quarry.editor.pane.TitledRows;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The models at hand: what each is, what it lacks, where it is; used in a workflow by a button. */
final class ModelsPane extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int[] WIDTHS = {130, 70, 60};

    private final Rows rows = new Rows();
    private final JTable table = new JTable(rows);
    private final ProsePane about = new ProsePane();
    private final JButton use = new JButton("Use in the workflow");

    ModelsPane() {
        super(new BorderLayout());
        table.setName("models");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setShowGrid(false);
        table.setFillsViewportHeight(true);
        for (int column = 0; column < WIDTHS.length; column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
        }
        table.getSelectionModel().addListSelectionListener(e -> explain());
        use.addActionListener(e -> chosen().ifPresent(ModelsPane::use));
        JPanel top = new JPanel(new FlowLayout(FlowLayout.LEADING, 4, 4));
        top.add(use);
        top.add(Buttons.icon("refresh", "Look for models again", ModelList.here()::refresh));
        top.add(Buttons.icon("folder", "Open the models folder", ModelsPane::openFolder));
        add(top, BorderLayout.NORTH);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, scroll(table), scroll(about));
        split.setBorder(BorderFactory.createEmptyBorder());
        split.setResizeWeight(0.5);
        add(split);
        ModelList.here().whenFound(this::fill);
        fill();
    }

    private static JScrollPane scroll(java.awt.Component content) {
        JScrollPane scroll = new JScrollPane(content);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        return scroll;
    }

    private void fill() {
        String before = chosen().map(ModelDescription::name).orElse("");
        rows.fireTableDataChanged();
        choose(before);
        explain();
    }

    /** Chooses the model of a name; the first if there is none. */
    void choose(String name) {
        List<ModelDescription> known = ModelList.here().known();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (i == 0 || known.get(i).name().equals(name)) {
                table.setRowSelectionInterval(i, i);
                return;
            }
        }
    }

    private Optional<ModelDescription> chosen() {
        int row = table.getSelectedRow();
        List<ModelDescription> known = ModelList.here().known();
        return row < 0 || row >= known.size() ? Optional.empty() : Optional.of(known.get(row));
    }

    private void explain() {
        use.setEnabled(chosen().isPresent());
        about.show(chosen().map(ModelsPane::page)
                .orElse("<p class='faint'>No models yet. Put .safetensors files, or folders with a model_index.json,"
                        + " into the models folder.</p>"));
    }

    private static String page(ModelDescription model) {
        StringBuilder page = new StringBuilder("<b>" + Prose.escape(model.name()) + "</b>");
        model.missing()
                .forEach(file -> page.append("<p><font color='#E5534B'>missing: ")
                        .append(Prose.escape(file))
                        .append("</font></p>"));
        if (!model.missing().isEmpty()) {
            page.append("<p>").append(Prose.escape(model.advice())).append("</p>");
        }
        page.append("<table border='0' cellspacing='0'>");
        row(page, "form", model.form().label());
        row(page, "networks", String.join(", ", model.components()));
        row(page, "precision", model.precision());
        new java.util.TreeMap<>(model.sizes()).forEach((name, size) -> row(page, Words.label(name), size.toString()));
        // Not in the table: a path has no blanks, and a column would be as wide as the whole of it.
        return page.append("</table><p class='faint'>")
                .append(Prose.escape(model.folder().toString()))
                .append("</p>")
                .toString();
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><td class='faint'>")
                .append(Prose.escape(name))
                .append("</td><td>")
                .append(Prose.escape(value))
                .append("</td></tr>");
    }

    /** Sets the selected node's model, or that of the only node that names one. */
    private static void use(ModelDescription model) {
        Optional<Document> document = Workbench.here().current();
        if (document.isEmpty()) {
            return;
        }
        List<Socket> all = loaders(document.get());
        List<Socket> selected = all.stream()
                .filter(at -> document.get().selection().nodes().contains(at.node()))
                .toList();
        List<Socket> chosen = selected.isEmpty() && all.size() == 1 ? all : selected;
        if (chosen.isEmpty()) {
            DialogDisplayer.getDefault()
                    .notifyLater(new NotifyDescriptor.Message(
                            all.isEmpty()
                                    ? "No node of this workflow names a model; add a 'Load model' node."
                                    : "Several nodes name a model; select the one to change."));
            return;
        }
        document.get().edit("Use " + model.name(), workflow -> {
            Workflow changed = workflow;
            for (Socket at : chosen) {
                changed = changed.with(at, new Input.Value(Json.of(model.name())));
            }
            return changed;
        });
    }

    private static List<Socket> loaders(Document document) {
        return document.workflow().nodes().keySet().stream()
                .flatMap(node -> document.ports(node).inputs().stream()
                        .filter(ModelsPane::namesModel)
                        .map(port -> new Socket(node, port.name())))
                .toList();
    }

    private static boolean namesModel(InputPort port) {
        return port.param().filter(spec -> spec.role() == Param.Role.MODEL).isPresent();
    }

    private static void openFolder() {
        Path folder = Workbench.here().setup().models().folders().get(0);
        try {
            Files.createDirectories(folder);
            Desktop.getDesktop().open(folder.toFile());
        } catch (IOException | UnsupportedOperationException e) {
            DialogDisplayer.getDefault()
                    .notifyLater(new NotifyDescriptor.Message("Models are looked for in " + folder
                            + ". This system cannot show it from here: " + e.getMessage()));
        }
    }

    private static final class Rows extends TitledRows {
        private static final long serialVersionUID = 1;

        Rows() {
            super("Model", "Family", "Size");
        }

        @Override
        public int getRowCount() {
            return ModelList.here().known().size();
        }

        @Override
        public Object getValueAt(int row, int column) {
            ModelDescription model = ModelList.here().known().get(row);
            return switch (column) {
                case 0 -> model.missing().isEmpty() ? model.name() : model.name() + " (incomplete)";
                case 1 -> model.family();
                default -> Words.bytes(model.bytes());
            };
        }
    }
}

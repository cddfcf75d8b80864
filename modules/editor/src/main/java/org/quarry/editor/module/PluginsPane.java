package org.quarry.editor.module;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import org.quarry.editor.Workbench;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.pane.ProsePane;
import org.quarry.editor.pane.TitledRows;
import org.quarry.extension.Centre;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.Offer;
import org.quarry.workflow.NodeCatalog;

/** The installed modules: what each brings, who made it, and what can be done with it. */
final class PluginsPane extends JPanel {
    private static final long serialVersionUID = 1;

    private final Rows rows = new Rows();
    private final JTable table = new JTable(rows);
    private final ProsePane about = new ProsePane();
    private final JButton update = button("Update", () -> chosen().ifPresent(PluginsPane::update));
    private final JButton use = button("Disable", () -> chosen().ifPresent(PluginsPane::toggle));
    private final JButton remove = button("Remove", () -> chosen().ifPresent(PluginsPane::remove));
    private final JLabel told = new JLabel(" ");
    private final transient Runnable follower = this::fill;
    private final transient Consumer<String> listener = this::show;

    PluginsPane() {
        super(new BorderLayout());
        table.setName("plugins");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setShowGrid(false);
        table.setFillsViewportHeight(true);
        table.getSelectionModel().addListSelectionListener(e -> explain());
        JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(table), new JScrollPane(about));
        split.setResizeWeight(0.45);
        split.setPreferredSize(new Dimension(860, 440));
        add(split);
        told.setName("told");
        JPanel bottom = new JPanel(new BorderLayout());
        bottom.add(buttons());
        bottom.add(told, BorderLayout.SOUTH);
        add(bottom, BorderLayout.SOUTH);
        setBorder(BorderFactory.createEmptyBorder(8, 8, 0, 8));
        fill();
    }

    @Override
    public void addNotify() {
        super.addNotify();
        Workbench.here().whenModulesChanged(follower);
        Installing.whenTold(listener);
        fill();
    }

    @Override
    public void removeNotify() {
        Workbench.here().ignoreModules(follower);
        Installing.ignore(listener);
        super.removeNotify();
    }

    private void show(String sentence) {
        told.setText(sentence.isEmpty() ? " " : sentence);
    }

    private JPanel buttons() {
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 4, 8));
        buttons.add(button("Install from File…", () -> Installing.chosenFile(this)));
        buttons.add(button("Install from Centre…", () -> Installing.fromCentre("")));
        buttons.add(update);
        buttons.add(use);
        buttons.add(remove);
        return buttons;
    }

    private static JButton button(String name, Runnable work) {
        JButton button = new JButton(name);
        button.addActionListener(e -> work.run());
        return button;
    }

    private static void update(Installed module) {
        String name = module.declaration().name();
        if (module.centre().isEmpty()) {
            Installing.tell(
                    name + " came as a file, and its author names no update centre; install a later version from"
                            + " a file.");
            return;
        }
        Installing.change(modules -> {
            Offer offer = Centre.at(module.centre()).offer(module.id());
            if (!offer.declaration().laterThan(module.declaration().version())) {
                return name + " is the latest version of " + module.centre();
            }
            Installing.module(module.id(), module.centre());
            return "Updating " + name;
        });
    }

    private static void toggle(Installed module) {
        Installing.change(modules -> {
            Installed changed = modules.enable(module.id(), !module.enabled());
            return changed.declaration().name() + (changed.enabled() ? " is in use" : " is out of use");
        });
    }

    private static void remove(Installed module) {
        Installing.change(modules -> modules.remove(module.id()).declaration().name() + " is removed");
    }

    private Optional<Installed> chosen() {
        int row = table.getSelectedRow();
        return row < 0 || row >= rows.modules.size() ? Optional.empty() : Optional.of(rows.modules.get(row));
    }

    private void fill() {
        String before = chosen().map(Installed::id).orElse("");
        rows.read();
        for (int i = rows.modules.size() - 1; i >= 0; i--) {
            if (i == 0 || rows.modules.get(i).id().equals(before)) {
                table.setRowSelectionInterval(i, i);
                break;
            }
        }
        explain();
    }

    private void explain() {
        Optional<Installed> module = chosen();
        update.setEnabled(module.isPresent());
        use.setEnabled(module.isPresent());
        remove.setEnabled(module.isPresent());
        use.setText(module.filter(there -> !there.enabled()).isPresent() ? "Enable" : "Disable");
        about.show(module.map(there -> ModulePage.of(there, reason(there)))
                .orElse(
                        rows.problem.isEmpty()
                                ? "<p class='faint'>No modules are installed. A module brings more nodes: install one"
                                        + " from its .nbm file, drop that onto the window, or name an update centre.</p>"
                                : "<p>" + Prose.escape(rows.problem) + "</p>"));
    }

    private static String reason(Installed module) {
        NodeCatalog catalog = Workbench.here().desk().catalog();
        return module.nodes().stream()
                .flatMap(node -> catalog.absence(node).stream())
                .findFirst()
                .orElse("");
    }

    private static final class Rows extends TitledRows {
        private static final long serialVersionUID = 1;

        private transient List<Installed> modules = List.of();
        private String problem = "";

        Rows() {
            super("Module", "Version", "");
        }

        void read() {
            try {
                problem = "";
                modules = Workbench.here().modules().folder().installed();
            } catch (ModuleException e) {
                problem = String.valueOf(e.getMessage());
                modules = List.of();
            }
            fireTableDataChanged();
        }

        @Override
        public int getRowCount() {
            return modules.size();
        }

        @Override
        public Object getValueAt(int row, int column) {
            Installed module = modules.get(row);
            return switch (column) {
                case 0 -> module.declaration().title();
                case 1 -> module.declaration().version();
                default -> reason(module).isEmpty() ? "" : module.enabled() ? "not in use" : "disabled";
            };
        }
    }
}

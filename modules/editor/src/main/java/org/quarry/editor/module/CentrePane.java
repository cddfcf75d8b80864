package org.quarry.editor.module;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import org.openide.util.NbPreferences;
import org.quarry.editor.Workbench;
import org.quarry.editor.pane.ListTable;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.pane.ProsePane;
import org.quarry.editor.pane.TitledRows;
import org.quarry.extension.Centre;
import org.quarry.extension.Declaration;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.Offer;

/** What an update centre has, one of which is chosen. */
final class CentrePane extends JPanel {
    private static final long serialVersionUID = 1;
    private static final String LAST = "centre";
    private static final String LOOK = "look";
    private static final int[] WIDTHS = {220, 70, 110};

    private final JComboBox<String> address = new JComboBox<>();
    private final JButton look = new JButton("Show");
    private final Rows rows = new Rows();
    private final ListTable table = new ListTable(rows, () -> rows.sentence);
    private final ProsePane about = new ProsePane();
    private final String wanted;
    private final transient Runnable whenChosen;

    /** @param wanted code name of the module that is looked for; empty for any @param whenChosen called after each change of the choice */
    CentrePane(String wanted, Runnable whenChosen) {
        super(new BorderLayout(0, 8));
        this.wanted = wanted;
        this.whenChosen = whenChosen;
        address.setEditable(true);
        address.setName("centre");
        bindEnter();
        look.addActionListener(e -> look());
        table.setName("offers");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setShowGrid(false);
        for (int column = 0; column < WIDTHS.length; column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
        }
        table.getSelectionModel().addListSelectionListener(e -> explain());
        JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(table), new JScrollPane(about));
        split.setResizeWeight(0.5);
        split.setPreferredSize(new Dimension(820, 380));
        add(top(), BorderLayout.NORTH);
        add(split);
        setBorder(BorderFactory.createEmptyBorder(12, 12, 4, 12));
        explain();
        suggest();
    }

    /** The combo box itself would press the dialog's first button. */
    private void bindEnter() {
        JComponent editor = (JComponent) address.getEditor().getEditorComponent();
        editor.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), LOOK);
        editor.getActionMap().put(LOOK, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                look();
            }
        });
    }

    private JPanel top() {
        JLabel label = new JLabel("Update centre: a folder, or an address like https://acme.example/quarry");
        label.setLabelFor(address);
        JPanel top = new JPanel(new BorderLayout(6, 4));
        top.add(label, BorderLayout.NORTH);
        top.add(address);
        top.add(look, BorderLayout.EAST);
        return top;
    }

    /** The centre that was used last, and those that installed modules came from. */
    private void suggest() {
        Set<String> known = new LinkedHashSet<>();
        known.add(NbPreferences.forModule(CentrePane.class).get(LAST, ""));
        try {
            Workbench.here().modules().folder().installed().forEach(module -> known.add(module.centre()));
        } catch (ModuleException e) {
            failed(e);
        }
        known.stream().filter(centre -> !centre.isEmpty()).forEach(address::addItem);
    }

    /** The address that was looked at. */
    String centre() {
        return rows.centre;
    }

    /** What is chosen. */
    Optional<Offer> chosen() {
        int row = table.getSelectedRow();
        return row < 0 || row >= rows.getRowCount() ? Optional.empty() : Optional.of(rows.found.offers.get(row));
    }

    private void look() {
        String at = String.valueOf(address.getEditor().getItem()).strip();
        if (at.isEmpty()) {
            return;
        }
        look.setEnabled(false);
        rows.show("", new Found(List.of(), Map.of()), "Reading " + at + " …");
        Installing.inBackground(() -> {
            try {
                Found found = Found.at(at);
                EventQueue.invokeLater(() -> found(at, found));
            } catch (ModuleException e) {
                EventQueue.invokeLater(() -> failed(e));
            }
        });
    }

    private void found(String at, Found found) {
        look.setEnabled(true);
        NbPreferences.forModule(CentrePane.class).put(LAST, at);
        rows.show(at, found, "This centre has no modules.");
        List<Offer> offers = found.offers;
        for (int row = offers.size() - 1; row >= 0; row--) {
            if (row == 0 || offers.get(row).declaration().id().equals(wanted)) {
                table.setRowSelectionInterval(row, row);
                break;
            }
        }
        table.requestFocusInWindow();
    }

    private void failed(ModuleException problem) {
        look.setEnabled(true);
        rows.show("", new Found(List.of(), Map.of()), "");
        about.show("<p><font color='#E5534B'>" + Prose.escape(String.valueOf(problem.getMessage())) + "</font></p>");
    }

    private void explain() {
        about.show(chosen().map(ModulePage::of)
                .orElse("<p class='faint'>" + (wanted.isEmpty() ? "" : "Looking for " + Prose.escape(wanted) + ". ")
                        + "Name a centre and press Enter to see what it has"
                        + (wanted.isEmpty() ? "" : ", or install the module's file") + ".</p>"));
        whenChosen.run();
    }

    /** What a centre has. @param versions of what is installed, by code name */
    private record Found(List<Offer> offers, Map<String, String> versions) {
        static Found at(String address) throws ModuleException {
            Map<String, String> versions = Workbench.here().modules().folder().installed().stream()
                    .map(Installed::declaration)
                    .collect(Collectors.toMap(Declaration::id, Declaration::version));
            return new Found(Centre.at(address).catalogue().latest(), versions);
        }

        String state(Declaration offered) {
            String version = versions.getOrDefault(offered.id(), "");
            if (version.isEmpty()) {
                return "";
            }
            return offered.laterThan(version) ? "update of " + version : "installed";
        }
    }

    private static final class Rows extends TitledRows {
        private static final long serialVersionUID = 1;

        private transient Found found = new Found(List.of(), Map.of());
        private String centre = "";
        private String sentence = "";

        Rows() {
            super("Module", "Version", "");
        }

        void show(String from, Found shown, String whenEmpty) {
            centre = from;
            found = shown;
            sentence = whenEmpty;
            fireTableDataChanged();
        }

        @Override
        public int getRowCount() {
            return found.offers.size();
        }

        @Override
        public Object getValueAt(int row, int column) {
            Declaration offered = found.offers.get(row).declaration();
            return switch (column) {
                case 0 -> offered.title();
                case 1 -> offered.version();
                default -> found.state(offered);
            };
        }
    }
}

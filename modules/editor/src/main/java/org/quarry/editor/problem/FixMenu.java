package org.quarry.editor.problem;

import java.awt.Component;
import java.awt.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Icons;
import org.quarry.editor.pane.Prose;
import org.quarry.workflow.Problem;

/** The menu that Alt+Enter opens: each problem in a sentence, and below it what mends it. */
public final class FixMenu {
    private static final int WIDEST = 420;

    private FixMenu() {}

    /** Looks for fixes and opens the menu when they are found. */
    public static void show(Document document, List<Problem> problems, FixFinder finder, Component over, Point at) {
        finder.find(document, problems, found -> {
            if (over.isShowing()) {
                JPopupMenu menu = of(document, found);
                menu.show(over, at.x, at.y);
                first(menu)
                        .ifPresent(item ->
                                MenuSelectionManager.defaultManager().setSelectedPath(new MenuElement[] {menu, item}));
            }
        });
    }

    /** The fix that Enter takes. */
    private static Optional<JMenuItem> first(JPopupMenu menu) {
        return Arrays.stream(menu.getComponents())
                .filter(JMenuItem.class::isInstance)
                .map(JMenuItem.class::cast)
                .filter(JMenuItem::isEnabled)
                .findFirst();
    }

    /** The menu of these fixes. */
    static JPopupMenu of(Document document, Map<Problem, List<QuickFix>> found) {
        JPopupMenu menu = new JPopupMenu();
        menu.setName("fixes");
        found.forEach((problem, fixes) -> {
            if (menu.getComponentCount() > 0) {
                menu.addSeparator();
            }
            menu.add(sentence(problem));
            fixes.forEach(fix -> menu.add(item(document, fix)));
            if (fixes.isEmpty()) {
                JMenuItem none = new JMenuItem("Nothing mends this by itself");
                none.setEnabled(false);
                menu.add(none);
            }
        });
        return menu;
    }

    private static JLabel sentence(Problem problem) {
        JLabel label = new JLabel(
                "<html><body width='" + WIDEST + "'>" + Prose.escape(problem.message()), icon(problem), JLabel.LEADING);
        label.setBorder(javax.swing.BorderFactory.createEmptyBorder(4, 8, 4, 8));
        return label;
    }

    private static JMenuItem item(Document document, QuickFix fix) {
        JMenuItem item = new JMenuItem(fix.name(), Icons.of("bulb"));
        item.addActionListener(e -> fix.apply(document));
        return item;
    }

    /** The icon of a problem's severity. */
    static javax.swing.Icon icon(Problem problem) {
        return Icons.of(
                switch (problem.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case NOTE -> "help";
                });
    }
}

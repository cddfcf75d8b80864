package org.quarry.editor.help;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.event.HyperlinkEvent;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.ProsePane;

/** Shows help pages and follows their links; goes back to those shown before. */
public final class HelpPane extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient HelpPages pages;
    private final ProsePane text = new ProsePane();
    private final JButton back = Buttons.link("Back", this::back);
    private final transient Deque<String> shown = new ArrayDeque<>();

    /** A pane that shows the list of all nodes. */
    public HelpPane(HelpPages pages) {
        super(new BorderLayout());
        this.pages = pages;
        text.setName("help");
        text.addHyperlinkListener(e -> {
            if (e.getEventType() == HyperlinkEvent.EventType.ACTIVATED) {
                show(e.getDescription());
            }
        });
        JPanel top = new JPanel(new FlowLayout(FlowLayout.LEADING, 12, 4));
        top.add(back);
        top.add(Buttons.link("All nodes", () -> show(HelpPages.NODES)));
        top.add(Buttons.link("Shortcuts", () -> show(HelpPages.KEYS)));
        JScrollPane scroll = new JScrollPane(text);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        add(top, BorderLayout.NORTH);
        add(scroll);
        show(HelpPages.NODES);
    }

    /** Shows the page at an address; stays where it is if there is none. */
    public void show(String address) {
        pages.html(address).ifPresent(page -> {
            if (!address.equals(shown.peek())) {
                shown.push(address);
            }
            text.show(page);
            back.setEnabled(shown.size() > 1);
        });
    }

    private void back() {
        if (shown.size() > 1) {
            shown.pop();
            show(shown.element());
        }
    }
}

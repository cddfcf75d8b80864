package org.quarry.editor.run;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import org.quarry.editor.Workbench;
import org.quarry.editor.pane.Zoomed;

/** The button that one looks for first: green, and as wide as its word. */
final class RunButton extends JButton {
    private static final long serialVersionUID = 1;
    private static final Color READY = new Color(0x2F8F4E);
    private static final Color OVER = new Color(0x38A55C);
    private static final Color PRESSED = new Color(0x26753F);
    private static final Color DISABLED = new Color(0x6B7280);
    private final int triangle = Zoomed.length(10);
    private final int edge = Zoomed.length(14);

    RunButton(BenchAction action) {
        super(action);
        setHideActionText(true);
        setIcon(null);
        setText("Run");
        setFocusable(false);
        setContentAreaFilled(false);
        setBorderPainted(false);
        setRolloverEnabled(true);
        setForeground(Color.WHITE);
        setFont(getFont().deriveFont(Font.BOLD));
        setBorder(BorderFactory.createEmptyBorder(4, edge + triangle + 6, 4, edge));
        Workbench.here().runs().listen(new RunsListener() {
            @Override
            public void changed() {
                int open = Workbench.here().runs().open().size();
                setText(open == 0 ? "Run" : "Queue");
                setToolTipText(
                        open == 0 ? "Run (Ctrl+Enter)" : open + " running or waiting; queue another (Ctrl+Enter)");
            }
        });
        setToolTipText("Run (Ctrl+Enter)");
    }

    @Override
    public Dimension getMaximumSize() {
        return getPreferredSize();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(
                !isEnabled()
                        ? DISABLED
                        : getModel().isPressed() ? PRESSED : getModel().isRollover() ? OVER : READY);
        g.fill(new RoundRectangle2D.Double(1, 1, getWidth() - 2, getHeight() - 2, 8, 8));
        g.setColor(Color.WHITE);
        double top = (getHeight() - triangle) / 2.0;
        Path2D arrow = new Path2D.Double();
        arrow.moveTo(edge, top);
        arrow.lineTo(edge + triangle * 0.9, top + triangle / 2.0);
        arrow.lineTo(edge, top + triangle);
        arrow.closePath();
        g.fill(arrow);
        g.dispose();
        super.paintComponent(graphics);
    }
}

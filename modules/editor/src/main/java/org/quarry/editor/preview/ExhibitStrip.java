package org.quarry.editor.preview;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JComponent;
import org.quarry.editor.picture.Images;

/** Small pictures in a row, to choose one; nothing as long as there is only one. */
final class ExhibitStrip extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int SIDE = 48;
    private static final int GAP = 4;

    private transient List<Exhibit> exhibits = List.of();
    private int chosen;

    ExhibitStrip(Consumer<Exhibit> listener) {
        addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent e) {
                int index = e.getX() / (SIDE + GAP);
                if (index < exhibits.size()) {
                    chosen = index;
                    listener.accept(exhibits.get(index));
                    repaint();
                }
            }
        });
    }

    void show(List<Exhibit> shown) {
        exhibits = shown;
        chosen = 0;
        boolean visible = shown.size() > 1;
        setPreferredSize(new Dimension(shown.size() * (SIDE + GAP), visible ? SIDE + 2 * GAP : 0));
        revalidate();
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        if (exhibits.size() < 2) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < exhibits.size(); i++) {
            int x = i * (SIDE + GAP);
            g.drawImage(Images.of(exhibits.get(i).picture()), x, GAP, SIDE, SIDE, null);
            if (i == chosen) {
                g.setColor(new Color(0x5B9BD5));
                g.drawRect(x, GAP, SIDE - 1, SIDE - 1);
                g.drawRect(x + 1, GAP + 1, SIDE - 3, SIDE - 3);
            }
        }
        g.dispose();
    }
}

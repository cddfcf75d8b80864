package org.quarry.editor.steps;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.UIManager;
import org.quarry.editor.picture.Images;
import org.quarry.editor.picture.TensorFigures;
import org.quarry.tensor.Picture;

/** What stands on one port: pictures beside each other, the figures, and a histogram. */
final class PortCard extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int HEADER = 18;
    private static final int TEXT = 138;
    private static final int SIDE = 128;
    private static final int GAP = 6;

    /** What a card shows. @param pictures the value, and if it is compared the other value and the difference */
    record Content(String title, List<Picture> pictures, List<TensorFigures> figures) {
        Content {
            pictures = List.copyOf(pictures);
            figures = List.copyOf(figures);
        }
    }

    private final transient Content content;

    PortCard(Content content) {
        this.content = content;
        setLayout(new BorderLayout());
        int columns = content.figures().size();
        Dimension size = new Dimension(
                GAP + content.pictures().size() * (SIDE + GAP) + columns * TEXT + GAP, HEADER + SIDE + 2 * GAP);
        setPreferredSize(size);
        setMinimumSize(size);
        setMaximumSize(size);
        setToolTipText(content.title());
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.drawRoundRect(1, 1, getWidth() - 3, getHeight() - 3, 8, 8);
        g.setFont(getFont().deriveFont(Font.BOLD, 11.5f));
        g.setColor(UIManager.getColor("Label.foreground"));
        g.drawString(content.title(), GAP + 2, 15);
        int x = GAP;
        for (Picture picture : content.pictures()) {
            picture(g, picture, x);
            x += SIDE + GAP;
        }
        g.setFont(getFont().deriveFont(11f));
        for (TensorFigures figures : content.figures()) {
            figures(g, figures, x + 2);
            x += TEXT;
        }
        g.dispose();
    }

    private static void picture(Graphics2D g, Picture picture, int x) {
        double scale = Math.min((double) SIDE / picture.width(), (double) SIDE / picture.height());
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale >= 2
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int width = (int) (picture.width() * scale);
        int height = (int) (picture.height() * scale);
        g.drawImage(Images.of(picture), x + (SIDE - width) / 2, HEADER + GAP, width, height, null);
    }

    private void figures(Graphics2D g, TensorFigures figures, int x) {
        g.setColor(UIManager.getColor("Label.foreground"));
        int y = HEADER + GAP + 10;
        for (String line : lines(figures)) {
            boolean bad = line.startsWith("NaN");
            g.setColor(bad ? new Color(0xD6584F) : UIManager.getColor("Label.foreground"));
            g.drawString(line, x, y);
            y += 14;
        }
        histogram(g, figures.histogram(), x, y - 6);
    }

    /** The figures in words, one below the other. */
    static List<String> lines(TensorFigures figures) {
        List<String> lines = new ArrayList<>(List.of(
                figures.shape().toString(),
                String.format(Locale.ROOT, "mean %.4f", figures.mean()),
                String.format(Locale.ROOT, "std %.4f", figures.deviation()),
                String.format(Locale.ROOT, "%.3f to %.3f", figures.min(), figures.max())));
        if (figures.notNumbers() + figures.infinite() > 0) {
            lines.add("NaN " + figures.notNumbers() + ", infinite " + figures.infinite());
        }
        return lines;
    }

    private void histogram(Graphics2D g, List<Integer> bins, int x, int top) {
        int highest = Math.max(1, Collections.max(bins));
        int bottom = HEADER + GAP + SIDE;
        double width = (TEXT - 14.0) / bins.size();
        g.setColor(FilmStrip.COARSE);
        for (int i = 0; i < bins.size(); i++) {
            int height = (int) Math.round((double) bins.get(i) / highest * (bottom - top));
            g.fillRect((int) (x + i * width), bottom - height, (int) Math.ceil(width), height);
        }
    }
}

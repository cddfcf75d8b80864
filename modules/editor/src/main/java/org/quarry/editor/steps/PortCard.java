package org.quarry.editor.steps;

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
    private static final int TEXT = 156;
    private static final int HISTOGRAM = 76;
    private static final int GAP = 5;
    private static final int LINE = 13;

    /** What a card shows. @param pictures the value, and if it is compared the other value and the difference */
    record Content(String title, List<Picture> pictures, List<TensorFigures> figures) {
        Content {
            pictures = List.copyOf(pictures);
            figures = List.copyOf(figures);
        }
    }

    private final transient Content content;
    private final int side;

    /** @param height that there is room for */
    PortCard(Content content, int height) {
        this.content = content;
        side = Math.max(54, Math.min(220, height - 2 * GAP - 2));
        int width = GAP
                + content.pictures().size() * (side + GAP)
                + content.figures().size() * (TEXT + HISTOGRAM + GAP)
                + GAP;
        Dimension size = new Dimension(width, side + 2 * GAP);
        setPreferredSize(size);
        setMinimumSize(size);
        setMaximumSize(size);
        setAlignmentY(TOP_ALIGNMENT);
        setToolTipText(content.title()
                + content.pictures().stream()
                        .findFirst()
                        .map(picture -> "  ·  " + picture.width() + " x " + picture.height())
                        .orElse(""));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.drawRoundRect(1, 1, getWidth() - 3, getHeight() - 3, 8, 8);
        int x = GAP;
        for (Picture picture : content.pictures()) {
            picture(g, picture, x);
            x += side + GAP;
        }
        boolean first = true;
        for (TensorFigures figures : content.figures()) {
            figures(g, figures, x + 2, first ? content.title() : "difference");
            histogram(g, figures.histogram(), x + TEXT);
            x += TEXT + HISTOGRAM + GAP;
            first = false;
        }
        g.dispose();
    }

    private void picture(Graphics2D g, Picture picture, int x) {
        double scale = Math.min((double) side / picture.width(), (double) side / picture.height());
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale >= 2
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int width = (int) (picture.width() * scale);
        int height = (int) (picture.height() * scale);
        g.drawImage(Images.of(picture), x + (side - width) / 2, GAP + (side - height) / 2, width, height, null);
    }

    private void figures(Graphics2D g, TensorFigures figures, int x, String title) {
        g.setFont(getFont().deriveFont(Font.BOLD, 11.5f));
        g.setColor(UIManager.getColor("Label.foreground"));
        int y = GAP + LINE - 3;
        g.drawString(title, x, y);
        g.setFont(getFont().deriveFont(11f));
        for (String line : lines(figures)) {
            y += LINE;
            g.setColor(line.startsWith("NaN") ? new Color(0xD6584F) : UIManager.getColor("Label.foreground"));
            g.drawString(line, x, y);
        }
    }

    /** The figures in words, one below the other. */
    static List<String> lines(TensorFigures figures) {
        List<String> lines = new ArrayList<>(List.of(
                figures.shape().toString(),
                String.format(Locale.ROOT, "mean %.4f  std %.4f", figures.mean(), figures.deviation()),
                String.format(Locale.ROOT, "%.3f to %.3f", figures.min(), figures.max())));
        if (figures.notNumbers() + figures.infinite() > 0) {
            lines.add("NaN " + figures.notNumbers() + ", infinite " + figures.infinite());
        }
        return lines;
    }

    private void histogram(Graphics2D g, List<Integer> bins, int x) {
        int highest = Math.max(1, Collections.max(bins));
        int bottom = GAP + side - 2;
        int room = Math.min(side - LINE - 4, 90);
        double width = (double) HISTOGRAM / bins.size();
        g.setColor(FilmStrip.COARSE);
        for (int i = 0; i < bins.size(); i++) {
            int height = (int) Math.round((double) bins.get(i) / highest * room);
            g.fillRect((int) (x + i * width), bottom - height, (int) Math.ceil(width), height);
        }
    }
}

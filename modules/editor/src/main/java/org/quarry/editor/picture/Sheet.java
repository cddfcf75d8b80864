package org.quarry.editor.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Draws texts and tables as pictures, so that they are seen wherever pictures are. */
final class Sheet {
    private static final Font FONT = new Font(Font.MONOSPACED, Font.PLAIN, 14);
    private static final int MARGIN = 12;
    private static final int GAP = 2;
    private static final int MOST_LINES = 200;
    private static final int MOST_LETTERS = 160;

    private Sheet() {}

    /** A text, as it is broken into lines. What is beyond a large page is left out. */
    static Picture of(String text) {
        return drawn(text.lines().toList(), -1);
    }

    /** A table, its headings above a rule. */
    static Picture of(List<String> columns, List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        List<List<String>> all = new ArrayList<>(List.of(columns));
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return drawn(all.stream().map(row -> line(row, widths)).toList(), 0);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + GAP));
        }
        return line.toString().stripTrailing();
    }

    /** @param ruled the line with a rule below it, or -1 */
    private static Picture drawn(List<String> text, int ruled) {
        List<String> lines = text.stream()
                .limit(MOST_LINES)
                .map(line -> line.length() > MOST_LETTERS ? line.substring(0, MOST_LETTERS) + "…" : line)
                .toList();
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(FONT);
        int width = lines.stream().mapToInt(metrics::stringWidth).max().orElse(0) + 2 * MARGIN;
        int height = Math.max(1, lines.size()) * metrics.getHeight() + 2 * MARGIN;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.setFont(FONT);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < lines.size(); i++) {
            int top = MARGIN + i * metrics.getHeight();
            graphics.drawString(lines.get(i), MARGIN, top + metrics.getAscent());
            if (i == ruled) {
                graphics.drawLine(MARGIN, top + metrics.getHeight() - 1, width - MARGIN, top + metrics.getHeight() - 1);
            }
        }
        graphics.dispose();
        return picture(image);
    }

    private static Picture picture(BufferedImage image) {
        int plane = image.getWidth() * image.getHeight();
        float[] pixels = new float[3 * plane];
        int[] colours = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < plane; i++) {
            pixels[i] = (colours[i] >> 16 & 255) / 255f;
            pixels[plane + i] = (colours[i] >> 8 & 255) / 255f;
            pixels[2 * plane + i] = (colours[i] & 255) / 255f;
        }
        return new Picture(Tensor.adopt(Shape.of(3, image.getHeight(), image.getWidth()), pixels));
    }
}

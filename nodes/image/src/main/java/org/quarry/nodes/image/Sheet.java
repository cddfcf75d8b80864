package org.quarry.nodes.image;

import java.util.Arrays;
import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Lays out pictures in cells as large as the largest of them, with room for a line of text below where there are labels. */
final class Sheet {
    private static final long MOST_PIXELS = 200_000_000;

    private final List<Picture> pictures;
    private final List<String> labels;
    private final int columns;
    private final int gap;
    private final int cellWidth;
    private final int cellHeight;
    private final int letterSize;
    private final int labelHeight;

    Sheet(List<Picture> pictures, List<String> labels, int columns, int gap) {
        if (pictures.isEmpty()) {
            throw new NodeException("pictures", "there is no picture to put on the sheet; link at least one");
        }
        this.pictures = pictures;
        this.labels = labels;
        this.columns = columns == 0 ? pictures.size() : Math.min(columns, pictures.size());
        this.gap = gap;
        this.cellWidth = pictures.stream().mapToInt(Picture::width).max().orElse(0);
        this.cellHeight = pictures.stream().mapToInt(Picture::height).max().orElse(0);
        this.letterSize = letterSize();
        this.labelHeight = labels.isEmpty() ? 0 : Letters.HEIGHT * letterSize + Math.max(2, gap / 2);
    }

    Picture draw() {
        int rows = (pictures.size() + columns - 1) / columns;
        int width = gap + columns * (cellWidth + gap);
        int height = gap + rows * (cellHeight + labelHeight + gap);
        if ((long) width * height > MOST_PIXELS) {
            throw new NodeException(
                    "pictures",
                    "the sheet would be " + width + " x " + height + " pixels, more than the " + MOST_PIXELS
                            + " allowed in all; resize the pictures first");
        }
        Ink ink = new Ink(width, height);
        for (int i = 0; i < pictures.size(); i++) {
            int left = gap + i % columns * (cellWidth + gap);
            int top = gap + i / columns * (cellHeight + labelHeight + gap);
            Picture picture = pictures.get(i);
            ink.picture(picture, left + (cellWidth - picture.width()) / 2, top + (cellHeight - picture.height()) / 2);
            if (i < labels.size()) {
                label(ink, labels.get(i), left, top + cellHeight + labelHeight - Letters.HEIGHT * letterSize);
            }
        }
        return ink.sheet();
    }

    private void label(Ink ink, String label, int left, int top) {
        int room = Math.max(1, cellWidth / (Letters.ADVANCE * letterSize));
        String shown = label.length() <= room ? label : label.substring(0, room);
        int indent = Math.max(0, (cellWidth - Letters.width(shown) * letterSize) / 2);
        Letters.forEachDot(shown, (x, y) -> ink.dot(left + indent + x * letterSize, top + y * letterSize, letterSize));
    }

    /** As large as suits the pictures, and smaller when the longest label would not fit. */
    private int letterSize() {
        int longest = labels.stream().mapToInt(Letters::width).max().orElse(0);
        int size = Math.max(1, Math.round(cellWidth / 100f));
        while (size > 1 && longest * size > cellWidth) {
            size--;
        }
        return size;
    }

    /** The sheet while it is drawn; white at first. */
    private static final class Ink {
        private final int width;
        private final int height;
        private final float[] values;

        Ink(int width, int height) {
            this.width = width;
            this.height = height;
            this.values = new float[3 * width * height];
            Arrays.fill(values, 1);
        }

        void picture(Picture picture, int left, int top) {
            for (int channel = 0; channel < 3; channel++) {
                for (int y = 0; y < picture.height(); y++) {
                    for (int x = 0; x < picture.width(); x++) {
                        values[(channel * height + top + y) * width + left + x] = picture.at(channel, y, x);
                    }
                }
            }
        }

        void dot(int left, int top, int size) {
            for (int i = 0; i < 3 * size * size; i++) {
                int x = left + i % size;
                int y = top + i / size % size;
                if (x < width && y < height) {
                    values[(i / (size * size) * height + y) * width + x] = 0;
                }
            }
        }

        Picture sheet() {
            return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
        }
    }
}

package org.quarry.nodes.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Reads picture files. */
final class PictureFile {
    private static final long MOST_PIXELS = 100_000_000;

    private PictureFile() {}

    /** The first picture of a file. @throws NodeException if there is none that can be read */
    static Picture read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new NodeException("file", "there is no file " + file.toAbsolutePath() + "; choose one that exists");
        }
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            if (stream == null) {
                throw new IOException("it cannot be opened");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new NodeException(
                        "file", file + " is not a picture that can be read; wanted PNG, JPEG, GIF or BMP");
            }
            return read(readers.next(), stream, file);
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Image readers throw unchecked exceptions too when a file is broken.
            throw new NodeException(
                    "file", "cannot read " + file + ": " + reason(e) + "; save the picture again as PNG", e);
        }
    }

    private static Picture read(ImageReader reader, ImageInputStream stream, Path file) throws IOException {
        try {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new NodeException(
                        "file",
                        file + " is " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels, more than the "
                                + MOST_PIXELS + " allowed in all; make it smaller first");
            }
            return picture(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    private static Picture picture(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] values = new float[3 * width * height];
        boolean grey = image.getColorModel().getNumColorComponents() == 1;
        for (int i = 0; i < width * height; i++) {
            int x = i % width;
            int y = i / width;
            int colour = grey ? grey(image, x, y) : image.getRGB(x, y);
            double opaque = (colour >>> 24) / 255.0;
            for (int channel = 0; channel < 3; channel++) {
                int level = colour >> 16 - 8 * channel & 0xff;
                values[channel * width * height + i] = (float) (1 - opaque + opaque * level / 255.0);
            }
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }

    /** Java takes grey levels for linear light and would brighten them; files hold them in the encoding of sRGB. */
    private static int grey(BufferedImage image, int x, int y) {
        int most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        int level = Math.round(255f * image.getRaster().getSample(x, y, 0) / most);
        int alpha = image.getColorModel().hasAlpha() ? image.getRGB(x, y) >>> 24 : 0xff;
        return alpha << 24 | level << 16 | level << 8 | level;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? "its content is broken" : e.getMessage();
    }
}

package org.quarry.nodes.image.file;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** The colours of an image, red, green and blue one plane after the other, and how opaque its pixels are: all 0..1. */
final class Pixels {
    private final int width;
    private final int height;
    private final float[] colours;
    private final float[] opacity;

    private Pixels(int width, int height, float[] colours, float[] opacity) {
        this.width = width;
        this.height = height;
        this.colours = colours;
        this.opacity = opacity;
    }

    /** As precise as the image is: of 16 bits, all count. Colours of another space than sRGB are converted. */
    static Pixels of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        boolean known = !(model instanceof IndexColorModel)
                && (model.getColorSpace().isCS_sRGB() || model.getColorSpace().getType() == ColorSpace.TYPE_GRAY);
        return known ? samples(image) : samples(converted(image));
    }

    private static Pixels samples(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int count = image.getWidth() * image.getHeight();
        float[] colours = new float[3 * count];
        for (int channel = 0; channel < 3; channel++) {
            // Java takes grey levels for linear light and would brighten them; files hold them in the encoding of sRGB.
            int band = model.getNumColorComponents() == 1 ? 0 : channel;
            plane(image, band, colours, channel * count);
        }
        float[] opacity = new float[count];
        if (model.hasAlpha()) {
            plane(image, model.getNumColorComponents(), opacity, 0);
        } else {
            Arrays.fill(opacity, 1);
        }
        if (model.hasAlpha() && model.isAlphaPremultiplied()) {
            for (int i = 0; i < colours.length; i++) {
                colours[i] = opacity[i % count] == 0 ? 0 : colours[i] / opacity[i % count];
            }
        }
        return new Pixels(image.getWidth(), image.getHeight(), colours, opacity);
    }

    private static void plane(BufferedImage image, int band, float[] to, int start) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        boolean whole =
                raster.getTransferType() != DataBuffer.TYPE_FLOAT && raster.getTransferType() != DataBuffer.TYPE_DOUBLE;
        float most = whole ? (1L << image.getColorModel().getComponentSize(band)) - 1 : 1;
        float[] row = new float[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
            for (int x = 0; x < width; x++) {
                to[start + y * width + x] = row[x] / most;
            }
        }
    }

    /** In sRGB, with 16 bits if the image has more than 8. */
    private static BufferedImage converted(BufferedImage image) {
        boolean fine = !(image.getColorModel() instanceof IndexColorModel)
                && Arrays.stream(image.getColorModel().getComponentSize()).anyMatch(bits -> bits > 8);
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                image.getColorModel().hasAlpha(),
                false,
                image.getColorModel().getTransparency(),
                fine ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
        BufferedImage converted = new BufferedImage(
                model, model.createCompatibleWritableRaster(image.getWidth(), image.getHeight()), false, null);
        if (image.getColorModel() instanceof IndexColorModel) {
            for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
                int x = i % image.getWidth();
                converted.setRGB(x, i / image.getWidth(), image.getRGB(x, i / image.getWidth()));
            }
            return converted;
        }
        return new ColorConvertOp(null).filter(image, converted);
    }

    Pixels upright(Orientation orientation) {
        return new Pixels(
                orientation.swapsSides() ? height : width,
                orientation.swapsSides() ? width : height,
                orientation.upright(colours, width, height),
                orientation.upright(opacity, width, height));
    }

    /** On a larger surface that is transparent where these are not. */
    Pixels within(int wide, int high, int left, int top) {
        if (wide == width && high == height && left == 0 && top == 0) {
            return this;
        }
        float[] larger = new float[3 * wide * high];
        float[] seen = new float[wide * high];
        for (int y = Math.max(0, -top); y < height && top + y < high; y++) {
            for (int x = Math.max(0, -left); x < width && left + x < wide; x++) {
                int to = (top + y) * wide + left + x;
                seen[to] = opacity[y * width + x];
                for (int channel = 0; channel < 3; channel++) {
                    larger[channel * wide * high + to] = colours[(channel * height + y) * width + x];
                }
            }
        }
        return new Pixels(wide, high, larger, seen);
    }

    /** On a background of one colour. */
    Picture on(Colour background) {
        int count = width * height;
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i++) {
            double opaque = opacity[i % count];
            values[i] = (float) (opaque * colours[i] + (1 - opaque) * background.at(i / count));
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }

    Mask mask() {
        return new Mask(Tensor.adopt(Shape.of(1, height, width), opacity.clone()));
    }
}

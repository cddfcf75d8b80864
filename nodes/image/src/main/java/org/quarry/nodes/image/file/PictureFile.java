package org.quarry.nodes.image.file;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.quarry.node.NodeException;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** Reads picture files. */
public final class PictureFile {
    private static final long MOST_PIXELS = 100_000_000;
    private static final long MOST_BYTES = 1L << 30;

    private PictureFile() {}

    /**
     * What was in a file.
     *
     * @param picture upright, on the background
     * @param mask 1 where it is opaque
     * @param warnings what its reader had to pass over
     */
    public record Loaded(Picture picture, Mask mask, List<String> warnings) {
        /** Copies the list. */
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** The first picture of a file, on white. @throws NodeException if there is none that can be read */
    public static Picture read(Path file) {
        return read(file, Colour.WHITE).picture();
    }

    /** The first picture of a file. @throws NodeException if there is none that can be read */
    public static Loaded read(Path file, Colour background) {
        byte[] bytes = bytes(file);
        Format format = Format.of(bytes)
                .orElseThrow(() -> new NodeException(
                        "file",
                        file
                                + " is not a picture that can be read; wanted PNG, JPEG, WebP, GIF, BMP or TIFF: save"
                                + " it as one of these"));
        List<String> warnings = new ArrayList<>();
        try {
            Pixels pixels = pixels(format, bytes, file, warnings).upright(Orientation.of(bytes));
            return new Loaded(pixels.on(background), pixels.mask(), warnings);
        } catch (NodeException e) {
            throw e;
        } catch (LinkageError e) {
            throw new NodeException(
                    "file",
                    "the " + format + " library does not run on this machine: " + reason(e) + "; save " + file
                            + " as PNG",
                    e);
        } catch (IOException | RuntimeException e) {
            // Image readers throw unchecked exceptions of all kinds when a file is broken.
            throw new NodeException(
                    "file",
                    "cannot read " + file + " as " + format + ": " + reason(e) + "; save the picture again as PNG",
                    e);
        }
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new NodeException("file", "there is no file " + file.toAbsolutePath() + "; choose one that exists");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NodeException(
                        "file",
                        file + " has " + Files.size(file) + " bytes, more than the " + MOST_BYTES
                                + " allowed; make it smaller first");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new NodeException(
                    "file", "cannot read " + file + ": " + reason(e) + "; choose a file that you may read", e);
        }
    }

    private static Pixels pixels(Format format, byte[] bytes, Path file, List<String> warnings) throws IOException {
        ImageReader reader = format.reader();
        try (ImageInputStream stream = new ByteArrayImageInputStream(bytes)) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, false, false);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new NodeException(
                        "file",
                        file + " is " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels, more than the "
                                + MOST_PIXELS + " allowed in all; make it smaller first");
            }
            Pixels read = Pixels.of(reader.read(0));
            return format == Format.GIF ? onScreen(read, reader) : read;
        } finally {
            reader.dispose();
        }
    }

    /** The frames of a GIF may be smaller than its screen. */
    private static Pixels onScreen(Pixels frame, ImageReader reader) throws IOException {
        IIOMetadataNode screen =
                child(reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0"), "LogicalScreenDescriptor");
        IIOMetadataNode image =
                child(reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0"), "ImageDescriptor");
        int width = number(screen, "logicalScreenWidth");
        int height = number(screen, "logicalScreenHeight");
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            return frame;
        }
        return frame.within(width, height, number(image, "imageLeftPosition"), number(image, "imageTopPosition"));
    }

    private static IIOMetadataNode child(org.w3c.dom.Node tree, String name) throws IOException {
        for (org.w3c.dom.Node child = tree.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof IIOMetadataNode found && child.getNodeName().equals(name)) {
                return found;
            }
        }
        throw new IIOException("it has no " + name);
    }

    private static int number(IIOMetadataNode node, String attribute) {
        return Integer.parseInt(node.getAttribute(attribute));
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? "its content is broken" : e.getMessage();
    }
}

package org.quarry.nodes.image.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.quarry.node.Call;
import org.quarry.tensor.Picture;

/** Writes animated GIF (CompuServe, 89a): 256 colours for each picture, times in hundredths of a second. */
final class Gif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private Gif() {}

    static byte[] of(Animation animation, Call call) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < animation.pictures().size(); i++) {
                call.progress(i, animation.pictures().size());
                Picture picture = animation.pictures().get(i);
                BufferedImage image = Levels.image(picture);
                writer.writeToSequence(new IIOImage(image, null, metadata(writer, animation, i)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata metadata(ImageWriter writer, Animation animation, int index) throws IOException {
        ImageTypeSpecifier type = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB);
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(Math.round(animation.milliseconds(index) / 10f)));
        root.appendChild(control);
        if (index == 0 && animation.repeats() != 1) {
            root.appendChild(loop(animation.repeats()));
        }
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    /** Netscape's extension: how often it is played after the first time, 0 for ever. */
    private static IIOMetadataNode loop(int repeats) {
        int again = Math.max(0, repeats - 1);
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, (byte) again, (byte) (again >> 8)});
        extensions.appendChild(extension);
        return extensions;
    }
}

package org.quarry.nodes.image.file;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * How a camera was held, by tag 274 of Exif 3.0 (CIPA DC-008): where the first row and the first column of the stored pixels
 * belong when they are looked at.
 */
enum Orientation {
    UPRIGHT(1, false, false, false),
    MIRRORED(2, false, true, false),
    UPSIDE_DOWN(3, false, true, true),
    FLIPPED(4, false, false, true),
    TRANSPOSED(5, true, false, false),
    TURNED_LEFT(6, true, false, true),
    TRANSVERSE(7, true, true, true),
    TURNED_RIGHT(8, true, true, false);

    private final int tag;
    private final boolean transposed;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(int tag, boolean transposed, boolean fromRight, boolean fromBottom) {
        this.tag = tag;
        this.transposed = transposed;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** What a file says; upright if it says nothing, or nothing that can be read: the pixels count, not the notes on them. */
    static Orientation of(byte[] file) {
        try {
            return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
                    .getDirectoriesOfType(ExifIFD0Directory.class)
                    .stream()
                    .map(directory -> directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION))
                    .flatMap(tag -> Arrays.stream(values()).filter(known -> tag != null && known.tag == tag))
                    .findFirst()
                    .orElse(UPRIGHT);
        } catch (ImageProcessingException | IOException e) {
            return UPRIGHT;
        }
    }

    boolean swapsSides() {
        return transposed;
    }

    /** Planes of pixels as they are to be looked at. @param width and @param height of the stored ones */
    float[] upright(float[] stored, int width, int height) {
        if (this == UPRIGHT) {
            return stored;
        }
        int across = transposed ? height : width;
        int down = transposed ? width : height;
        float[] turned = new float[stored.length];
        for (int i = 0; i < stored.length; i++) {
            int x = i % across;
            int y = i / across % down;
            int column = transposed ? y : x;
            int row = transposed ? x : y;
            int from = (fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column);
            turned[i] = stored[i / (width * height) * width * height + from];
        }
        return turned;
    }
}

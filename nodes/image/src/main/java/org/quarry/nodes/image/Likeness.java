package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/** How much pictures differ from others. */
final class Likeness {
    private Likeness() {}

    /** Peak signal-to-noise ratio over all pixels of all pictures: 10·log10(1 / mean square error). */
    static double decibels(List<Picture> pictures, List<Picture> originals) {
        if (pictures.isEmpty() || pictures.size() != originals.size()) {
            throw new NodeException(
                    "originals",
                    "found " + pictures.size() + " pictures and " + originals.size()
                            + " originals; wanted one original for each picture");
        }
        double squares = 0;
        long count = 0;
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            Picture original = originals.get(i);
            if (picture.width() != original.width() || picture.height() != original.height()) {
                throw new NodeException(
                        "originals",
                        "picture " + (i + 1) + " is " + picture.width() + " x " + picture.height() + ", its original "
                                + original.width() + " x " + original.height() + "; put a Resize node before");
            }
            int values = picture.pixels().shape().count();
            double difference = picture.pixels().rootMeanSquareDifference(original.pixels());
            squares += difference * difference * values;
            count += values;
        }
        return -10 * Math.log10(squares / count);
    }
}

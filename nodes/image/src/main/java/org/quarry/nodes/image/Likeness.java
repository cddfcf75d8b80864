package org.quarry.nodes.image;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/** Pictures and what they should look like. */
record Likeness(List<Picture> pictures, List<Picture> originals) {
    private static final int GAP = 4;

    /** @throws NodeException if they do not belong together one by one */
    Likeness {
        pictures = List.copyOf(pictures);
        originals = List.copyOf(originals);
        if (pictures.isEmpty() || pictures.size() != originals.size()) {
            throw new NodeException(
                    "originals",
                    "found " + pictures.size() + " pictures and " + originals.size()
                            + " originals; wanted one original for each picture");
        }
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            Picture original = originals.get(i);
            if (picture.width() != original.width() || picture.height() != original.height()) {
                throw new NodeException(
                        "originals",
                        "picture " + (i + 1) + " is " + picture.width() + " x " + picture.height() + ", its original "
                                + original.width() + " x " + original.height() + "; put a Resize node before");
            }
        }
    }

    /** Peak signal-to-noise ratio over all pixels of all pictures: 10·log10(1 / mean square error). */
    double decibels() {
        double squares = 0;
        long count = 0;
        for (int i = 0; i < pictures.size(); i++) {
            int values = pictures.get(i).pixels().shape().count();
            double difference = pictures.get(i)
                    .pixels()
                    .rootMeanSquareDifference(originals.get(i).pixels());
            squares += difference * difference * values;
            count += values;
        }
        return -10 * Math.log10(squares / count);
    }

    /** Structural similarity, the mean over all pictures. */
    double similarity() {
        double sum = 0;
        for (int i = 0; i < pictures.size(); i++) {
            sum += Similarity.of(pictures.get(i), originals.get(i));
        }
        return sum / pictures.size();
    }

    /** Two columns: the originals, and the pictures. */
    Picture beside() {
        List<Picture> pairs = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            pairs.add(originals.get(i));
            pairs.add(pictures.get(i));
        }
        return new Sheet(pairs, List.of(), 2, GAP).draw();
    }

    /** What the pictures are off, in any direction, times a factor. */
    List<Picture> differences(double factor) {
        List<Picture> differences = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            differences.add(new Picture(pictures.get(i)
                    .pixels()
                    .combine(originals.get(i).pixels(), (a, b) -> Math.min(1, factor * Math.abs(a - b)))));
        }
        return differences;
    }
}

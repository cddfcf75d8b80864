package org.quarry.nodes.image.file;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/**
 * A file name with places that are filled when the file is written, as in {@code boat-{date}-{seed}.png}.
 *
 * @param pattern the name
 * @param moment when the pictures are saved
 * @param seed what made them; empty if nothing did
 */
record FileName(String pattern, LocalDateTime moment, String seed) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final String INDEX = "{index}";
    private static final List<String> KNOWN = List.of("{date}", "{time}", "{seed}", INDEX, "{width}", "{height}");

    /** @throws NodeException if there is a place that nothing fills */
    FileName {
        Matcher place = PLACE.matcher(pattern);
        while (place.find()) {
            if (!KNOWN.contains(place.group())) {
                throw new NodeException(
                        "file",
                        "found " + place.group() + " in the name '" + pattern + "'; wanted "
                                + String.join(", ", KNOWN));
            }
        }
    }

    /** Whether a name has places, so that nobody knows it before the file is written. */
    static boolean open(String name) {
        return PLACE.matcher(name).find();
    }

    /** Whether names of one moment are told apart by their number. */
    boolean counts() {
        return pattern.contains(INDEX);
    }

    /** The name of a picture. @param index its number; 0 for none: it stands at its place, or at the end */
    String of(Picture picture, int index) {
        String name = moments(pattern)
                .replace("{width}", Integer.toString(picture.width()))
                .replace("{height}", Integer.toString(picture.height()));
        return counts() ? name.replace(INDEX, Integer.toString(index)) : index == 0 ? name : name + "-" + index;
    }

    /** A folder whose name has places for what all pictures of a moment share. */
    Path filled(Path folder) {
        return Path.of(moments(folder.toString()));
    }

    private String moments(String text) {
        return text.replace("{date}", moment.format(DateTimeFormatter.ISO_LOCAL_DATE))
                .replace("{time}", moment.format(DateTimeFormatter.ofPattern("HH-mm-ss", Locale.ROOT)))
                .replace("{seed}", seed.isEmpty() ? "none" : seed);
    }
}

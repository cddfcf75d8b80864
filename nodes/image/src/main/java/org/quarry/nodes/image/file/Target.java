package org.quarry.nodes.image.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quarry.tensor.Picture;

/** The formats that are written, by the ends of file names. */
enum Target {
    PNG(".png") {
        @Override
        Compressed compressed(Picture picture, int quality) {
            return Png.of(picture);
        }
    },
    JPEG(".jpg", ".jpeg") {
        @Override
        Compressed compressed(Picture picture, int quality) {
            return Jpeg.of(picture, quality);
        }
    },
    WEBP(".webp") {
        @Override
        Compressed compressed(Picture picture, int quality) {
            return Webp.of(picture, quality);
        }
    };

    private final List<String> endings;

    Target(String... endings) {
        this.endings = List.of(endings);
    }

    /** @param quality 1 to 100; PNG has none */
    abstract Compressed compressed(Picture picture, int quality);

    /** The format of a file name, if it is one of these. */
    static Optional<Target> of(String name) {
        return Arrays.stream(values())
                .filter(target -> !target.ending(name).isEmpty())
                .findFirst();
    }

    /** The end of a name as it is written, or nothing if the name is not of this format. */
    String ending(String name) {
        return endings.stream()
                .filter(ending -> name.length() > ending.length()
                        && name.toLowerCase(Locale.ROOT).endsWith(ending))
                .map(ending -> name.substring(name.length() - ending.length()))
                .findFirst()
                .orElse("");
    }
}

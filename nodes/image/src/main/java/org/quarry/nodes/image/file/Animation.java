package org.quarry.nodes.image.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/**
 * Pictures one after the other, and how long each is seen.
 *
 * @param pictures of one size
 * @param milliseconds for each
 * @param lastMilliseconds for the last one
 * @param repeats how often it is played; 0 for ever
 */
public record Animation(List<Picture> pictures, int milliseconds, int lastMilliseconds, int repeats) {
    /** @throws NodeException if there is none, or sizes differ */
    public Animation {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new NodeException("pictures", "there is no picture to show; link at least one");
        }
        Picture first = pictures.get(0);
        for (Picture picture : pictures) {
            if (picture.width() != first.width() || picture.height() != first.height()) {
                throw new NodeException(
                        "pictures",
                        "found pictures of " + first.width() + " x " + first.height() + " and of " + picture.width()
                                + " x " + picture.height() + "; all must have one size: put a Resize node before");
            }
        }
    }

    int milliseconds(int index) {
        return index == pictures.size() - 1 ? lastMilliseconds : milliseconds;
    }

    /** Writes it to a file. @throws NodeException if its name is of no format that moves */
    public Path save(Path file, Existing existing, Clock clock, Call call) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = Math.max(0, name.lastIndexOf('.'));
        String ending = name.substring(dot);
        boolean gif = ending.toLowerCase(Locale.ROOT).equals(".gif");
        if (dot == 0 || !gif && !List.of(".png", ".apng").contains(ending.toLowerCase(Locale.ROOT))) {
            throw new NodeException(
                    "file",
                    "found '" + file
                            + "'; animations are saved as GIF or APNG: choose a name that ends in .gif, .png or"
                            + " .apng");
        }
        Map<String, String> texts = call.provenance();
        byte[] bytes = gif ? Gif.of(this, call) : Apng.of(this, texts, call);
        FileName names = new FileName(name.substring(0, dot), LocalDateTime.now(clock), texts.getOrDefault("seed", ""));
        Path folder = file.toAbsolutePath().getParent();
        Shelf shelf = new Shelf(names.filled(folder == null ? file.toAbsolutePath() : folder), existing);
        Picture first = pictures.get(0);
        return shelf.put(bytes, number -> names.of(first, number) + ending, names.counts() ? 1 : 0, call)
                .file();
    }
}

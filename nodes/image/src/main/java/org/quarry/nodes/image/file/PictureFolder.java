package org.quarry.nodes.image.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/** Saves pictures under a name that tells their format, and their numbers where there are several. */
public final class PictureFolder {
    private static final String SEED = "seed";

    private final Target target;
    private final Path file;
    private final Existing existing;
    private final Clock clock;

    /** @throws NodeException if the name does not end as one of the formats that can be written */
    public PictureFolder(Path file, Existing existing, Clock clock) {
        this.target = Target.of(name(file))
                .orElseThrow(() -> new NodeException(
                        "file",
                        "found '" + file
                                + "'; pictures are saved as PNG, JPEG or WebP: choose a name that ends in .png,"
                                + " .jpg or .webp"));
        this.file = file.toAbsolutePath();
        this.existing = existing;
        this.clock = clock;
    }

    /** Writes each picture. @param quality 1 to 100 @return their files, in order */
    public List<Path> save(List<Picture> pictures, int quality, Call call) {
        // Compressed first: the hashes that go into the texts are computed beside it.
        List<Compressed> compressed = new ArrayList<>();
        for (Picture picture : pictures) {
            call.checkCancelled();
            compressed.add(target.compressed(picture, quality));
        }
        Map<String, String> texts = call.provenance();
        FileName names = new FileName(stem(), LocalDateTime.now(clock), texts.getOrDefault(SEED, ""));
        Shelf shelf = new Shelf(names.filled(folder()), existing);
        List<Path> files = new ArrayList<>();
        int number = pictures.size() > 1 || names.counts() ? 1 : 0;
        for (int i = 0; i < pictures.size(); i++) {
            call.checkCancelled();
            Picture picture = pictures.get(i);
            Shelf.Put put =
                    shelf.put(compressed.get(i).file(texts), each -> names.of(picture, each) + ending(), number, call);
            files.add(put.file());
            number = Shelf.next(put.number());
        }
        return files;
    }

    private Path folder() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private String stem() {
        String name = name(file);
        return name.substring(0, name.length() - ending().length());
    }

    private String ending() {
        return target.ending(name(file));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}

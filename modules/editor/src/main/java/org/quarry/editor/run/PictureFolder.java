package org.quarry.editor.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.quarry.editor.document.Document;

/** Where the files of a run go. */
final class PictureFolder {
    private PictureFolder() {}

    /** Beside a saved workflow; else {@code Quarry} among the user's pictures. */
    static Path of(Document document) {
        return document.file().isPresent()
                ? document.folder()
                : unsaved(document.desk().homeFolder());
    }

    static Path unsaved(Path home) {
        Path pictures = home.resolve("Pictures");
        return (Files.isDirectory(pictures) ? pictures : home).resolve("Quarry");
    }
}

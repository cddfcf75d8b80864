package org.quarry.editor.window;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.prefs.Preferences;
import org.openide.util.NbPreferences;

/** Files that were opened or saved lately, and those that were open when the desktop closed. */
public final class RecentFiles {
    private static final int MOST = 15;
    private static final RecentFiles SHARED = new RecentFiles(NbPreferences.forModule(RecentFiles.class));

    private final Preferences preferences;

    RecentFiles(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Those of this user. */
    public static RecentFiles here() {
        return SHARED;
    }

    /** The latest first. */
    public List<Path> all() {
        return read("recent");
    }

    /** A file was opened or saved. */
    void add(Path file) {
        List<Path> files = new ArrayList<>(all());
        files.remove(file.toAbsolutePath());
        files.add(0, file.toAbsolutePath());
        write("recent", files.subList(0, Math.min(MOST, files.size())));
    }

    /** Forgets all. */
    void clear() {
        write("recent", List.of());
    }

    /** The files that were open when the desktop closed. */
    List<Path> session() {
        return read("session");
    }

    /** The one of them that was in front. */
    Optional<Path> front() {
        return read("front").stream().findFirst();
    }

    /** Remembers which files are open, and which is in front. */
    void session(List<Path> files, Optional<Path> front) {
        write("session", files);
        write("front", front.stream().toList());
    }

    private List<Path> read(String key) {
        List<Path> files = new ArrayList<>();
        for (String line : preferences.get(key, "").split("\n")) {
            try {
                if (!line.isBlank()) {
                    files.add(Path.of(line));
                }
            } catch (InvalidPathException e) {
                // A name that an other system could hold and this one cannot is of no use here.
                continue;
            }
        }
        return files;
    }

    private void write(String key, List<Path> files) {
        preferences.put(
                key, String.join("\n", files.stream().map(Path::toString).toList()));
    }
}

package org.quarry.editor.window;

import java.awt.Point;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.prefs.Preferences;
import org.openide.util.NbPreferences;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.canvas.Viewport;

/** Which part of a workflow one last looked at, for the files of late; what is looked at as a whole needs no note. */
final class Views {
    private static final String KEY = "views";
    private static final int MOST = 30;
    private static final Views SHARED = new Views(NbPreferences.forModule(Views.class));

    private final Preferences preferences;

    Views(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Those of this user. */
    static Views here() {
        return SHARED;
    }

    /** A part of a canvas. @param x of its left edge, in canvas units @param y of its top */
    record View(double zoom, double x, double y) {
        static Optional<View> of(Canvas canvas) {
            Viewport viewport = canvas.viewport();
            Rectangle2D seen = viewport.visible();
            return viewport.fitting()
                    ? Optional.empty()
                    : Optional.of(new View(viewport.zoom(), seen.getX(), seen.getY()));
        }

        void show(Canvas canvas) {
            Viewport viewport = canvas.viewport();
            viewport.zoom(zoom, new Point());
            Rectangle2D seen = viewport.visible();
            viewport.scroll((x - seen.getX()) * viewport.zoom(), (y - seen.getY()) * viewport.zoom());
        }
    }

    /** Notes how a file's canvas was left. */
    void note(Path file, Optional<View> view) {
        Map<String, String> notes = read();
        notes.remove(file.toString());
        view.ifPresent(at ->
                notes.put(file.toString(), String.format(Locale.ROOT, "%.5f %.2f %.2f", at.zoom(), at.x(), at.y())));
        List<String> lines = notes.entrySet().stream()
                .map(note -> note.getValue() + " " + note.getKey())
                .toList();
        preferences.put(KEY, String.join("\n", lines.subList(Math.max(0, lines.size() - MOST), lines.size())));
    }

    /** How a file's canvas was left; empty if it showed everything, or is not known. */
    Optional<View> of(Path file) {
        return Optional.ofNullable(read().get(file.toString())).map(note -> {
            String[] numbers = note.split(" ");
            return new View(
                    Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
        });
    }

    private Map<String, String> read() {
        Map<String, String> notes = new LinkedHashMap<>();
        for (String line : preferences.get(KEY, "").split("\n")) {
            String[] parts = line.split(" ", 4);
            if (parts.length == 4) {
                notes.put(parts[3], parts[0] + " " + parts[1] + " " + parts[2]);
            }
        }
        return notes;
    }
}

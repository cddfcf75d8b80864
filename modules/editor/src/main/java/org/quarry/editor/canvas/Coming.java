package org.quarry.editor.canvas;

import java.util.List;
import org.quarry.workflow.Wire;

/** What is known of an output's values before they are there, in words. */
final class Coming {
    private static final int PICTURE_AXES = 3;

    private Coming() {}

    /** Its shape: {@code 1×4×16×16}, of a picture its width and height; empty if nothing is known. */
    static String shape(Wire wire) {
        List<String> sizes = List.of(wire.shape().split(","));
        if (wire.shape().isEmpty() || sizes.stream().allMatch("?"::equals)) {
            return "";
        }
        boolean picture = wire.type().label().equals("Picture") && sizes.size() >= PICTURE_AXES;
        if (picture) {
            return sizes.get(sizes.size() - 1) + " × " + sizes.get(sizes.size() - 2);
        }
        return String.join("×", sizes);
    }

    /** Everything about it in a line. */
    static String words(Wire wire) {
        StringBuilder words = new StringBuilder(wire.list() ? "list of " : "")
                .append(wire.type().label());
        if (!wire.kind().isEmpty()) {
            words.append(", ").append(wire.kind());
        }
        if (!shape(wire).isEmpty()) {
            words.append(", ").append(shape(wire));
        }
        if (!wire.model().isEmpty()) {
            words.append(", of model ").append(wire.model());
        }
        return words.append(wire.perStep() ? "; changes at every step" : "").toString();
    }
}

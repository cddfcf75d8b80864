package org.quarry.editor.canvas;

import java.util.List;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;

/** How a parameter is shown and edited in place. */
enum FieldKind {
    NUMBER,
    SEED,
    TOGGLE,
    CHOICE,
    TEXT,
    LONG_TEXT,
    MODEL,
    FILE;

    static FieldKind of(InputPort port) {
        ParamSpec param = port.param().orElseThrow();
        if (!param.choices().isEmpty()) {
            return CHOICE;
        } else if (param.role() == Param.Role.SEED) {
            return SEED;
        } else if (param.role() == Param.Role.LONG_TEXT) {
            return LONG_TEXT;
        } else if (param.role() == Param.Role.MODEL) {
            return MODEL;
        } else if (port.type().javaName().equals("boolean")) {
            return TOGGLE;
        } else if (port.type().javaName().equals("java.nio.file.Path")) {
            return FILE;
        }
        return List.of("int", "long", "double").contains(port.type().javaName()) ? NUMBER : TEXT;
    }

    /** How much room its signs take at the right end of a field. */
    double signs() {
        return switch (this) {
            case SEED -> 2 * SIGN;
            case TOGGLE, CHOICE, MODEL, FILE -> SIGN;
            case NUMBER, TEXT, LONG_TEXT -> 0;
        };
    }

    /** The room that one sign takes. */
    static final double SIGN = 18;
}

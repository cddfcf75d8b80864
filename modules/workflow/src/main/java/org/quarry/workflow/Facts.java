package org.quarry.workflow;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of an output's values while inferring.
 *
 * @param shape empty if not even the number of axes is known
 * @param model name of the model that they are; empty if unknown
 */
record Facts(ValueType type, boolean list, Kind kind, List<Size> shape, boolean perStep, String model) {
    Facts {
        shape = List.copyOf(shape);
    }

    Wire wire() {
        return new Wire(type, list, kind.toString(), text(shape), perStep, model);
    }

    static String text(List<Size> shape) {
        return shape.stream().map(Size::toString).collect(Collectors.joining(","));
    }
}

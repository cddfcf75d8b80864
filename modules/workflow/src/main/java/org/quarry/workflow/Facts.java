package org.quarry.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of an output's values while inferring.
 *
 * @param shape empty if not even the number of axes is known
 * @param model name of the model that they are; empty if unknown
 * @param guiding name of the model whose network guides these predictions by itself; empty if none does, or it is unknown
 */
record Facts(ValueType type, boolean list, Kind kind, List<Size> shape, boolean perStep, String model, String guiding) {
    Facts {
        shape = List.copyOf(shape);
    }

    /** What a check said of an output; sizes that only it could compare are unknown. */
    static Facts of(Wire wire) {
        List<Size> shape = wire.shape().isEmpty()
                ? List.of()
                : Arrays.stream(wire.shape().split(",")).map(Size::parse).toList();
        return new Facts(wire.type(), wire.list(), Kind.parse(wire.kind()), shape, wire.perStep(), wire.model(), "");
    }

    /** What an output declares of itself. */
    static Facts of(OutputPort port) {
        Kind declared = Kind.parse(port.kind());
        boolean named =
                !Kind.letter(declared.family()) && declared.familyParameter().isEmpty();
        Kind kind = Kind.letter(declared.word()) ? Kind.UNKNOWN : named ? declared : declared.of("");
        return new Facts(port.type(), port.list(), kind, List.of(), false, "", "");
    }

    Wire wire() {
        return new Wire(type, list, kind.toString(), text(shape), perStep, model);
    }

    static String text(List<Size> shape) {
        return shape.stream().map(Size::toString).collect(Collectors.joining(","));
    }
}

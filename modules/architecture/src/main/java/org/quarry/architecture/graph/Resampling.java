package org.quarry.architecture.graph;

import static org.quarry.architecture.graph.Protos.attribute;

import java.util.List;

/** Larger pictures by repeating the nearest pixel. */
public final class Resampling {
    private Resampling() {}

    /** Twice as wide and high. */
    public static Value doubled(Value x) {
        Graph graph = x.graph();
        Value scales = graph.exactNumbers(List.of(1.0, 1.0, 2.0, 2.0), List.of(4L));
        return resize(x, scales, new Value(graph, ""));
    }

    /** As wide and high as another picture, so that sides that were halved with a remainder fit again. */
    public static Value toSizeOf(Value x, Value other) {
        Graph graph = x.graph();
        return resize(x, new Value(graph, ""), x.shape(0, 2).concat(0, other.shape(2, 4)));
    }

    private static Value resize(Value x, Value scales, Value sizes) {
        Value noRegion = new Value(x.graph(), "");
        List<Value> operands =
                sizes.name().isEmpty() ? List.of(x, noRegion, scales) : List.of(x, noRegion, scales, sizes);
        return x.graph()
                .apply(
                        "Resize",
                        operands,
                        attribute("mode", "nearest"),
                        attribute("coordinate_transformation_mode", "asymmetric"),
                        attribute("nearest_mode", "floor"));
    }
}

package org.quarry.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.quarry.architecture.graph.Graph;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Inputs that a graph of ours lets one leave out, by what its metadata say of them. */
final class OptionalInputs {
    private OptionalInputs() {}

    /** What goes in instead: zeros. @param metadata of the graph */
    static Map<String, Tensor> of(Map<String, String> metadata) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        metadata.forEach((key, sizes) -> {
            if (key.startsWith(Graph.OPTIONAL)) {
                int[] shape = Stream.of(sizes.split(","))
                        .filter(size -> !size.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
                zeros.put(key.substring(Graph.OPTIONAL.length()), Tensor.filled(Shape.of(shape), 0));
            }
        });
        return zeros;
    }
}

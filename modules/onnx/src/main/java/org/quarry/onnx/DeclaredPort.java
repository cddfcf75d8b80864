package org.quarry.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quarry.node.model.NetworkPort;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.tensor.Shape;

/**
 * An input or output as a session declares it.
 *
 * @param port what the outside sees
 * @param type ONNX Runtime's word for the element type
 * @param symbols the names of the axes whose size is free, empty for the others
 */
record DeclaredPort(NetworkPort port, OnnxJavaType type, List<String> symbols) {
    DeclaredPort {
        symbols = List.copyOf(symbols);
    }

    /** The declared port, unless it is no tensor or its element type has no place here. */
    static Optional<DeclaredPort> of(NodeInfo declared) {
        if (!(declared.getInfo() instanceof TensorInfo tensor)) {
            return Optional.empty();
        }
        return element(tensor.type).map(element -> {
            List<Integer> axes =
                    Arrays.stream(tensor.getShape()).mapToObj(Math::toIntExact).toList();
            NetworkPort port = new NetworkPort(declared.getName(), element, axes);
            return new DeclaredPort(port, tensor.type, Arrays.asList(tensor.getDimensionNames()));
        });
    }

    private static Optional<Element> element(OnnxJavaType type) {
        return switch (type) {
            case DOUBLE -> Optional.of(Element.FLOAT64);
            case FLOAT -> Optional.of(Element.FLOAT32);
            case FLOAT16 -> Optional.of(Element.FLOAT16);
            case BFLOAT16 -> Optional.of(Element.BFLOAT16);
            case INT64 -> Optional.of(Element.INT64);
            case INT32 -> Optional.of(Element.INT32);
            case UINT8 -> Optional.of(Element.UINT8);
            case BOOL -> Optional.of(Element.BOOL);
            case INT8, INT16, STRING, UNKNOWN -> Optional.empty();
        };
    }

    String name() {
        return port.name();
    }

    /**
     * The shape under which a tensor goes into this port: its own, or for a single number as many axes of 1 as the port
     * has.
     *
     * @return empty if it does not fit
     */
    Optional<Shape> fit(Shape shape) {
        if (accepts(shape)) {
            return Optional.of(shape);
        }
        Shape ones = Shape.of(port.axes().stream().mapToInt(axis -> 1).toArray());
        return shape.count() == 1 && accepts(ones) ? Optional.of(ones) : Optional.empty();
    }

    private boolean accepts(Shape shape) {
        if (shape.rank() != port.axes().size()) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            int size = port.axes().get(axis);
            if (size >= 0 && size != shape.size(axis)) {
                return false;
            }
        }
        return true;
    }
}

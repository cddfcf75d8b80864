package org.quarry.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ONNX file says of itself, read without loading its weights (onnx.proto: ModelProto, GraphProto, TensorProto).
 *
 * @param weights bytes of weights for each element type, by ONNX's number of the type
 * @param external for each file with weights outside the graph, as named inside it, how many bytes it must have
 * @param inputs for each input its axes, -1 where any size fits
 * @param tensors the weights, in the order of the file
 */
record OnnxFile(
        Map<Integer, Long> weights, Map<String, Long> external, Map<String, List<Long>> inputs, List<Weight> tensors) {
    OnnxFile {
        weights = Map.copyOf(weights);
        external = java.util.Collections.unmodifiableMap(new TreeMap<>(external));
        inputs = Map.copyOf(inputs);
        tensors = List.copyOf(tensors);
    }

    /** A tensor of weights. @param type by ONNX's number */
    record Weight(String name, int type, List<Long> shape, long bytes) {
        Weight {
            shape = List.copyOf(shape);
        }
    }

    /** An ONNX file that is not whole. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1;

        CutOff(Path file, long size, EOFException cause) {
            super(file + " is cut off: it has " + size + " bytes, and " + cause.getMessage(), cause);
        }
    }

    /**
     * Reads a file.
     *
     * @throws CutOff if the file ends too early
     * @throws IOException if it cannot be read or is no ONNX file
     */
    static OnnxFile read(Path file) throws IOException {
        try (ProtobufFile protobuf = new ProtobufFile(file)) {
            Scan scan = new Scan(protobuf);
            scan.model();
            if (!scan.hasGraph) {
                throw new EOFException("the graph is not among them");
            }
            return new OnnxFile(scan.weights, scan.external, scan.inputs, scan.tensors);
        } catch (EOFException e) {
            throw new CutOff(file, Files.size(file), e);
        } catch (IOException e) {
            throw new IOException(file + " is not an ONNX file: " + e.getMessage(), e);
        }
    }

    private static final class Scan {
        private static final int GRAPH = 7;
        private static final int INITIALIZER = 5;
        private static final int INPUT = 11;
        private static final int[] TENSOR_TYPE_SHAPE = {2, 1, 2};

        private final ProtobufFile file;
        private final Map<Integer, Long> weights = new LinkedHashMap<>();
        private final Map<String, Long> external = new LinkedHashMap<>();
        private final Map<String, List<Long>> inputs = new LinkedHashMap<>();
        private final List<Weight> tensors = new ArrayList<>();
        private boolean hasGraph;

        Scan(ProtobufFile file) {
            this.file = file;
        }

        void model() throws IOException {
            file.visit(file.whole(), field -> {
                if (field.number() == GRAPH) {
                    hasGraph = true;
                    file.visit(field.content(), this::graph);
                }
            });
        }

        private void graph(ProtobufFile.Field field) throws IOException {
            if (field.number() == INITIALIZER) {
                initializer(field.content());
            } else if (field.number() == INPUT) {
                input(field.content());
            }
        }

        private void initializer(ProtobufFile.Part tensor) throws IOException {
            Map<String, String> elsewhere = new LinkedHashMap<>();
            long[] typeAndBytes = new long[2];
            List<Long> shape = new ArrayList<>();
            List<String> name = new ArrayList<>(1);
            file.visit(tensor, field -> {
                switch (field.number()) {
                    case 1 -> file.numbers(field, shape);
                    case 2 -> typeAndBytes[0] = field.value();
                    case 4, 5, 7, 9, 10, 11 ->
                        typeAndBytes[1] += field.content().length();
                    case 8 -> name.add(file.text(field.content()));
                    case 13 -> entry(field.content(), elsewhere);
                    default -> {}
                }
            });
            if (elsewhere.containsKey("location")) {
                long bytes = number(elsewhere.getOrDefault("length", "0"));
                external.merge(
                        elsewhere.get("location"), number(elsewhere.getOrDefault("offset", "0")) + bytes, Math::max);
                typeAndBytes[1] += bytes;
            }
            weights.merge((int) typeAndBytes[0], typeAndBytes[1], Long::sum);
            tensors.add(new Weight(String.join("", name), (int) typeAndBytes[0], shape, typeAndBytes[1]));
        }

        private void entry(ProtobufFile.Part entry, Map<String, String> entries) throws IOException {
            List<String> keyAndValue = new ArrayList<>();
            file.visit(entry, field -> keyAndValue.add(file.text(field.content())));
            if (keyAndValue.size() == 2) {
                entries.put(keyAndValue.get(0), keyAndValue.get(1));
            }
        }

        private static long number(String text) throws IOException {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IOException("an offset or length of external data is '" + text + "'", e);
            }
        }

        private void input(ProtobufFile.Part valueInfo) throws IOException {
            List<String> name = new ArrayList<>();
            List<Long> axes = new ArrayList<>();
            file.visit(valueInfo, field -> {
                if (field.number() == 1) {
                    name.add(file.text(field.content()));
                }
            });
            descend(valueInfo, 0, axes);
            if (name.size() == 1) {
                inputs.put(name.get(0), axes);
            }
        }

        /** From an input's description down to its shape: type, tensor type, shape. */
        private void descend(ProtobufFile.Part message, int depth, List<Long> axes) throws IOException {
            file.visit(message, field -> {
                if (depth == TENSOR_TYPE_SHAPE.length) {
                    axes.add(size(field.content()));
                } else if (field.number() == TENSOR_TYPE_SHAPE[depth]) {
                    descend(field.content(), depth + 1, axes);
                }
            });
        }

        private long size(ProtobufFile.Part dimension) throws IOException {
            long[] size = {-1};
            file.visit(dimension, field -> {
                if (field.number() == 1) {
                    size[0] = field.value();
                }
            });
            return size[0];
        }
    }
}

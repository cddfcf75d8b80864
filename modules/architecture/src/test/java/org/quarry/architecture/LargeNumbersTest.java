package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;

/**
 * In 16 bits nothing is above 65504. The published T5 and FLUX have sums that are, at some tokens; here the reference's small ones have
 * them, since a layer's weights are multiplied. A processor computes in 32 bits whatever a graph says, but for its outputs; so what is
 * looked at is made an output.
 */
class LargeNumbersTest {
    private static final float LARGEST_HALF = 65504;

    @TempDir
    Path folder;

    @Test
    void t5AddsUpIn32BitsWhatNoLongerFitsInto16() throws Exception {
        Blueprint network = written("text_encoder_2", ".*DenseReluDense\\.(wi_1|wo)\\.weight", 10);
        ModelProto.Builder model = ModelProto.parseFrom(network.model()).toBuilder();
        NodeProto lastNorm = nodes(model, "SimplifiedLayerNormalization")
                .reduce((one, next) -> next)
                .orElseThrow();
        String sum = expose(model, lastNorm.getInput(0), TensorProto.DataType.FLOAT_VALUE);

        Map<String, float[]> outputs = run(model, network, inputs("text_encoder_2.p1.input."));

        assertThat(largest(outputs.get(sum))).isGreaterThan(LARGEST_HALF);
        assertThat(largest(outputs.get("last_hidden_state"))).isBetween(1f, 100f);
    }

    /** Each product of a second layer, before it is brought back to its size. */
    @Test
    void t5KeepsItsProductsWithin16Bits() throws Exception {
        Blueprint network = written("text_encoder_2", ".*DenseReluDense\\.(wi_1|wo)\\.weight", 10);
        ModelProto.Builder model = ModelProto.parseFrom(network.model()).toBuilder();
        for (String product :
                nodes(model, "FusedMatMul").map(node -> node.getOutput(0)).toList()) {
            expose(model, product, TensorProto.DataType.FLOAT16_VALUE);
        }

        assertThat(run(model, network, inputs("text_encoder_2.p1.input.")).values())
                .hasSizeGreaterThan(10)
                .allSatisfy(output -> assertThat(largest(output)).isLessThanOrEqualTo(LARGEST_HALF));
    }

    /** Diffusers cuts these sums off, too. */
    @Test
    void fluxCutsOffWhatItsTextAddsUpTo() throws Exception {
        Blueprint network =
                written("transformer", "transformer_blocks\\.0\\.ff_context\\.net\\.(0\\.proj|2)\\.weight", 11);
        ModelProto.Builder model = ModelProto.parseFrom(network.model()).toBuilder();
        String text = expose(
                model, nodes(model, "Clip").findFirst().orElseThrow().getOutput(0), TensorProto.DataType.FLOAT16_VALUE);

        Map<String, float[]> outputs = run(model, network, inputs("transformer.p1.input."));

        assertThat(largest(outputs.get(text))).isEqualTo(LARGEST_HALF);
        assertThat(largest(outputs.get("out_hidden_states"))).isLessThan(100);
    }

    /** @param power of two that the weights are multiplied by */
    private Blueprint written(String network, String names, int power) throws IOException {
        Settings settings = new Settings(
                network, References.json(References.folder("flux-tiny").resolve(network + "/config.json")));
        return Networks.write(network, settings, multiplied(network, names, power), Precision.FLOAT16);
    }

    private static Stream<NodeProto> nodes(ModelProto.Builder model, String operator) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals(operator));
    }

    /** Of a type other than the value's, no session would be made. */
    private static String expose(ModelProto.Builder model, String value, int type) {
        model.getGraphBuilder()
                .addOutput(ValueInfoProto.newBuilder()
                        .setName(value)
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type))));
        return value;
    }

    private static Map<String, float[]> run(
            ModelProto.Builder model, Blueprint network, Map<String, StoredTensor> inputs) throws Exception {
        try (Session session =
                new Session(model.build().toByteArray(), network.folder().orElseThrow())) {
            return session.run(inputs);
        }
    }

    /** Not a number if one of them is none. */
    private static float largest(float[] numbers) {
        float largest = 0;
        for (float each : numbers) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    private static Map<String, StoredTensor> inputs(String prefix) {
        Map<String, StoredTensor> inputs = new LinkedHashMap<>();
        Safetensors.read(References.folder("flux-tiny").resolve("io.safetensors"))
                .tensors()
                .forEach((name, tensor) -> {
                    if (name.startsWith(prefix)) {
                        inputs.put(name.substring(prefix.length()), tensor);
                    }
                });
        return inputs;
    }

    /** A component of the reference with some of its weights times a power of two: the exponents of their numbers are raised. */
    private Weights multiplied(String component, String names, int power) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(component));
        try (var files = Files.list(References.folder("flux-tiny").resolve(component))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Weights weights = WeightFolder.read(component, copy);
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, StoredTensor> entry : weights.tensors().entrySet()) {
            if (entry.getKey().matches(names)) {
                found.add(entry.getKey());
                multiply(entry.getValue(), power);
            }
        }
        assertThat(found).isNotEmpty();
        return weights;
    }

    private static void multiply(StoredTensor tensor, int power) throws IOException {
        assertThat(tensor.file().toFile().setWritable(true)).isTrue();
        boolean half = tensor.type() == ElementType.F16;
        try (RandomAccessFile file = new RandomAccessFile(tensor.file().toFile(), "rw")) {
            byte[] bytes = new byte[(int) tensor.bytes()];
            file.seek(tensor.offset());
            file.readFully(bytes);
            ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < bytes.length; at += half ? Short.BYTES : Float.BYTES) {
                if (half) {
                    numbers.putShort(at, (short) (numbers.getShort(at) + (power << 10)));
                } else {
                    numbers.putFloat(at, numbers.getFloat(at) * (float) Math.pow(2, power));
                }
            }
            file.seek(tensor.offset());
            file.write(bytes);
        }
    }
}

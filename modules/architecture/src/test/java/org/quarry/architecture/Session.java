package org.quarry.architecture;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.graph.Graph;

/** A written network on ONNX Runtime. */
final class Session implements AutoCloseable {
    private static final long DEEP = 512L << 20;
    private static final OrtEnvironment ENVIRONMENT = environment();

    private final OrtSession session;

    Session(Blueprint blueprint) throws OrtException {
        this(blueprint.model(), blueprint.folder().orElseThrow());
    }

    /** @param folder from which files with weights are named */
    Session(byte[] model, Path folder) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.addConfigEntry("session.model_external_initializers_file_folder_path", folder.toString());
            session = ENVIRONMENT.createSession(model, options);
        }
    }

    /** The runtime reads the process's command line by a recursion as deep as that is long. */
    private static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, start, "deep", DEEP).start();
        try {
            return start.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, float[]> run(Map<String, StoredTensor> inputs) throws OrtException, IOException {
        return run(inputs, Map.of());
    }

    /** @param computed further inputs, with the shapes of tensors that are stored or else as the input wants them */
    Map<String, float[]> run(Map<String, StoredTensor> inputs, Map<String, float[]> computed)
            throws OrtException, IOException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, float[]> one : computed.entrySet()) {
            if (!inputs.containsKey(one.getKey())) {
                float[] values = one.getValue();
                tensors.put(one.getKey(), OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values), axes(one)));
            }
        }
        for (Map.Entry<String, StoredTensor> input : inputs.entrySet()) {
            float[] other = computed.get(input.getKey());
            tensors.put(
                    input.getKey(),
                    other == null ? tensor(input.getKey(), input.getValue()) : floats(other, input.getValue()));
        }
        for (Map.Entry<String, String> optional :
                session.getMetadata().getCustomMetadata().entrySet()) {
            String name = optional.getKey().substring(Graph.OPTIONAL.length());
            if (!tensors.containsKey(name)) {
                tensors.put(name, zeros(optional.getValue()));
            }
        }
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(tensors)) {
            result.forEach(output -> outputs.put(output.getKey(), floats((OnnxTensor) output.getValue())));
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }

    /** A single number, or rows of the width that the input wants. */
    private long[] axes(Map.Entry<String, float[]> computed) throws OrtException {
        long[] wanted =
                ((TensorInfo) session.getInputInfo().get(computed.getKey()).getInfo()).getShape();
        return wanted.length == 0 ? wanted : new long[] {computed.getValue().length / wanted[1], wanted[1]};
    }

    private static OnnxTensor zeros(String sizes) throws OrtException {
        long[] shape = Stream.of(sizes.split(","))
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        int count = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.allocate(count), shape);
    }

    /** Those of 16 bits are widened. */
    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }

    private OnnxTensor tensor(String name, StoredTensor stored) throws OrtException, IOException {
        TensorInfo port = (TensorInfo) session.getInputInfo().get(name).getInfo();
        return port.type == OnnxJavaType.INT64
                ? OnnxTensor.createTensor(ENVIRONMENT, bytes(stored).asLongBuffer(), shape(stored))
                : floats(floats(stored), stored);
    }

    private static OnnxTensor floats(float[] values, StoredTensor shaped) throws OrtException {
        return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values), shape(shaped));
    }

    private static long[] shape(StoredTensor stored) {
        return stored.axes().stream().mapToLong(axis -> axis).toArray();
    }

    /** Numbers of a file as floats, whole ones too. */
    static float[] floats(StoredTensor stored) throws IOException {
        float[] floats = new float[(int) stored.elements()];
        if (stored.type() == ElementType.I64) {
            LongBuffer longs = bytes(stored).asLongBuffer();
            for (int i = 0; i < floats.length; i++) {
                floats[i] = longs.get(i);
            }
        } else {
            bytes(stored).asFloatBuffer().get(floats);
        }
        return floats;
    }

    private static ByteBuffer bytes(StoredTensor stored) throws IOException {
        try (FileChannel channel = FileChannel.open(stored.file())) {
            return channel.map(FileChannel.MapMode.READ_ONLY, stored.offset(), stored.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}

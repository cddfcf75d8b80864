package org.quarry.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A program for {@link ChildProcess}: loads a UNet, runs steps, and prints {@code load_ms step_ms anonymous_kb highest_kb sum}.
 * Steps are given as {@code batch x side} of latents; the time is the best of them.
 */
final class StepOnce {
    private static final int THREADS = Processors.cores();

    /** Of texts in Stable Diffusion XL, which takes more inputs. */
    private static final int LARGE = 2048;

    private static final long MILLION = 1_000_000;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private StepOnce() {}

    /** What computes a step. */
    private interface Step {
        float[] run(Map<String, Tensor> inputs) throws OrtException;
    }

    /**
     * Arguments: {@code quarry} and a folder of models, or {@code bare} and an ONNX file; the model's name, or from where the
     * file names its weights; the cache; the width of
     * texts; batch, side and number of steps.
     */
    public static void main(String[] arguments) throws Exception {
        Path place = Path.of(arguments[1]);
        Map<String, Tensor> inputs =
                inputs(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), Integer.parseInt(arguments[6]));
        int steps = Integer.parseInt(arguments[7]);
        Memory memory = new Memory();
        long start = System.nanoTime();
        if (arguments[0].equals("bare")) {
            OnnxRuntime runtime = new OnnxRuntime(new Natives(Path.of(arguments[3]), Map.of()));
            try (OrtSession session = bare(runtime.environment(), place, arguments[2])) {
                report(start, memory, given -> run(session, given), inputs, steps);
            }
        } else {
            Models.Options options =
                    new Models.Options(List.of(place), Path.of(arguments[3]), "cpu", THREADS, Long.MAX_VALUE);
            try (Models models = ModelsOnDisk.open(options)) {
                Network unet = models.open(ModelRequest.of(arguments[2])).network("unet");
                report(start, memory, given -> run(unet, given), inputs, steps);
            }
        }
    }

    private static void report(long start, Memory memory, Step step, Map<String, Tensor> inputs, int steps)
            throws OrtException, IOException {
        long load = System.nanoTime() - start;
        long loaded = memory.highest();
        long best = Long.MAX_VALUE;
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            long before = System.nanoTime();
            long worked = PROCESS.getProcessCpuTime();
            float[] out = step.run(inputs);
            best = Math.min(best, System.nanoTime() - before);
            least = Math.min(least, PROCESS.getProcessCpuTime() - worked);
            sum = IntStream.range(0, out.length).mapToDouble(j -> out[j]).sum();
        }
        System.out.printf(
                Locale.ROOT,
                "%d %d %d %d %d %.6e%n",
                load / MILLION,
                best / MILLION,
                least / MILLION,
                loaded,
                memory.highest(),
                sum);
    }

    private static OrtSession bare(OrtEnvironment environment, Path file, String weights)
            throws OrtException, IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(THREADS);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.model_external_initializers_file_folder_path", weights);
            return environment.createSession(Files.readAllBytes(file), options);
        }
    }

    private static float[] run(OrtSession session, Map<String, Tensor> inputs) throws OrtException {
        Map<String, Tensor> all =
                new LinkedHashMap<>(OptionalInputs.of(session.getMetadata().getCustomMetadata()));
        all.putAll(inputs);
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> input : all.entrySet()) {
            long[] axes = Arrays.stream(input.getValue().shape().toArray())
                    .asLongStream()
                    .toArray();
            FloatBuffer values = FloatBuffer.wrap(input.getValue().toArray());
            given.put(input.getKey(), OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, axes));
        }
        try (OrtSession.Result result = session.run(given)) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] run(Network network, Map<String, Tensor> inputs) {
        return network.execute(inputs, List.of(), ModelsOnDisk.NEVER)
                .values()
                .iterator()
                .next()
                .toArray();
    }

    private static Map<String, Tensor> inputs(int width, int batch, int side) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("sample", waves(Shape.of(batch, 4, side, side)));
        inputs.put("timestep", Tensor.filled(Shape.of(), 500));
        inputs.put("encoder_hidden_states", waves(Shape.of(batch, 77, width)));
        if (width == LARGE) {
            inputs.put("text_embeds", waves(Shape.of(batch, 1280)));
            inputs.put("time_ids", Tensor.filled(Shape.of(batch, 6), 1024));
        }
        return inputs;
    }

    private static Tensor waves(Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.7);
        }
        return Tensor.adopt(shape, values);
    }

    /** How much memory of its own the process has had at most: pages of files that are mapped can be given back at any time. */
    private static final class Memory {
        private static final Path STATUS = Path.of("/proc/self/status");
        private volatile long highest;

        Memory() {
            Thread watch = new Thread(() -> {
                while (true) {
                    look();
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            watch.setDaemon(true);
            watch.start();
        }

        long highest() {
            look();
            return highest;
        }

        private void look() {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith("RssAnon:")) {
                        highest = Math.max(highest, Long.parseLong(line.replaceAll("\\D", "")));
                    }
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}

package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** Agreement with numbers drawn by PyTorch 2.13.0 itself. */
class TorchCpuNoiseGoldenTest {
    private static final Offset<Double> PRECISION = within(2e-6);

    record Case(long seed, Shape shape, List<Map<String, Object>> draws) {
        @Override
        public String toString() {
            return "seed " + Long.toUnsignedString(seed) + ", shape " + shape + ", " + draws.size() + " draws";
        }
    }

    static Stream<Case> cases() throws Exception {
        Path file = Path.of(System.getProperty("quarry.goldens", "")).resolve("noise/torch-cpu-randn.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no reference numbers at " + file);
        Map<?, ?> root =
                (Map<?, ?>) JsonReader.read(file, JsonLimits.DEFAULT).root().toJava();
        return ((List<?>) root.get("cases")).stream().map(TorchCpuNoiseGoldenTest::read);
    }

    @SuppressWarnings("unchecked")
    private static Case read(Object json) {
        Map<String, Object> members = (Map<String, Object>) json;
        int[] sizes = doubles(members.get("shape")).mapToInt(size -> (int) size).toArray();
        long seed = ((Number) members.get("seed")).longValue();
        return new Case(seed, Shape.of(sizes), (List<Map<String, Object>>) members.get("draws"));
    }

    private static DoubleStream doubles(Object list) {
        return ((List<?>) list).stream().mapToDouble(value -> ((Number) value).doubleValue());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void consecutive_draws_are_those_of_pytorch(Case golden) {
        Noise noise = TorchCpuNoise.seeded(golden.seed());

        for (Map<String, Object> draw : golden.draws()) {
            Tensor drawn = noise.next(golden.shape());
            int count = golden.shape().count();
            if (draw.containsKey("values")) {
                assertThat(doubles(drawn, 0, count)).containsExactly(values(draw, "values"), PRECISION);
            } else {
                double[] first = values(draw, "first");
                double[] last = values(draw, "last");
                assertThat(doubles(drawn, 0, first.length)).containsExactly(first, PRECISION);
                assertThat(doubles(drawn, count - last.length, count)).containsExactly(last, PRECISION);
                assertThat(drawn.sum()).isCloseTo(number(draw, "sum"), within(2e-6 * count));
                assertThat(drawn.map(x -> x * x).sum()).isCloseTo(number(draw, "sum_of_squares"), within(2e-6 * count));
            }
        }
    }

    private static double[] values(Map<String, Object> draw, String key) {
        return doubles(draw.get(key)).toArray();
    }

    private static double number(Map<String, Object> draw, String key) {
        return ((Number) draw.get(key)).doubleValue();
    }

    private static double[] doubles(Tensor tensor, int from, int to) {
        return IntStream.range(from, to).mapToDouble(tensor::at).toArray();
    }
}

package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.architecture.MadeTransformer.Numbers;
import org.quarry.architecture.adapter.Lora;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;

/**
 * A LoRA on top of a transformer gives what the transformer gives with the change added into its weights: {@code W + s · alpha / rank ·
 * up · down}, added here in 64 bits. All layers are changed, by each of the names that they have.
 */
class TransformerLoraTest {
    private static final int RANK = 2;
    private static final double ALPHA = 3;
    private static final float STRENGTH = 0.75f;

    /** Outputs are about 3 at most; sums in another order differ by some units in the last place of 32 bits. */
    private static final double ROUNDING = 1e-5;

    @TempDir
    private Path files;

    /** How a training program names layers. */
    private enum Dialect {
        KOHYA,
        PEFT,
        AUTHORS_WITH_UNDERSCORES,
        AUTHORS_WITH_DOTS;

        boolean authors() {
            return this == AUTHORS_WITH_DOTS || this == AUTHORS_WITH_UNDERSCORES;
        }

        String down(String layer) {
            return switch (this) {
                case KOHYA, AUTHORS_WITH_UNDERSCORES -> "lora_unet_" + layer.replace('.', '_') + ".lora_down.weight";
                case PEFT -> "transformer." + layer + ".lora_A.weight";
                case AUTHORS_WITH_DOTS -> "diffusion_model." + layer + ".lora_A.weight";
            };
        }

        String up(String layer) {
            return down(layer).replace("lora_down", "lora_up").replace("lora_A", "lora_B");
        }

        String alpha(String layer) {
            return down(layer).replaceAll("\\.lora_(down|A)\\.weight", ".alpha");
        }
    }

    static Stream<Arguments> names() {
        return Stream.of("flux", "mmdit")
                .flatMap(family -> Stream.of(Dialect.values())
                        .flatMap(dialect -> Stream.of("folder", "file of the authors")
                                .map(form -> Arguments.of(family, dialect, form))));
    }

    @ParameterizedTest(name = "{0}, LoRA by {1}, on a {2}")
    @MethodSource("names")
    void aLoraGivesWhatTheNetworkGivesWithTheChangeInItsWeights(String family, Dialect dialect, String form)
            throws Exception {
        MadeTransformer model = TinyTransformers.of(family);
        Map<String, Numbers> base = model.drawn();
        Weights weights = form.equals("folder")
                ? model.folder(base, files.resolve("base.safetensors"))
                : model.authors(base, files.resolve("base.safetensors"));
        Map<String, List<String>> layers = dialect.authors() ? model.authors() : model.folderLayers();

        Path file = files.resolve("lora.safetensors");
        Change change = new Change(base, dialect);
        layers.forEach(change::add);
        MadeTransformer.write(change.file(), file);
        Weights adapted = Lora.over("transformer", weights, List.of(file));

        float[] found = run(model, adapted, Map.of(Layers.STRENGTH + 0, new float[] {STRENGTH}));
        float[] wanted = run(model, model.folder(change.merged(), files.resolve("merged.safetensors")), Map.of());

        assertThat(largestDifference(found, wanted)).isLessThan(ROUNDING);
        assertThat(Lora.read(file).unmatched(Map.of("transformer", weights))).isEmpty();
    }

    /** So that a change in a wrong place, or in none, would be seen above. */
    @ParameterizedTest
    @ValueSource(strings = {"flux", "mmdit"})
    void theChangeOfEachLayerIsSeen(String family) throws Exception {
        MadeTransformer model = TinyTransformers.of(family);
        Map<String, Numbers> base = model.drawn();
        float[] unchanged = run(model, model.folder(base, files.resolve("base.safetensors")), Map.of());

        for (String part : model.parts().keySet()) {
            Change change = new Change(base, Dialect.PEFT);
            change.add(part, List.of(part));
            float[] changed = run(model, model.folder(change.merged(), files.resolve("merged.safetensors")), Map.of());

            // Nobody sees what the text of the last block asks for.
            double least = part.equals("transformer_blocks.1.attn.add_q_proj") ? -1 : 100 * ROUNDING;
            assertThat(largestDifference(changed, unchanged)).as(part).isGreaterThan(least);
        }
    }

    /** Random changes of layers: as a LoRA, and added into the weights. */
    private record Change(
            Map<String, Numbers> base, Dialect dialect, Map<String, Numbers> file, Map<String, Numbers> merged) {
        Change(Map<String, Numbers> base, Dialect dialect) {
            this(base, dialect, new LinkedHashMap<>(), new LinkedHashMap<>(base));
        }

        void add(String layer, List<String> parts) {
            List<Numbers> weights =
                    parts.stream().map(part -> base.get(part + ".weight")).toList();
            Random random = new Random(layer.hashCode());
            List<Integer> shape = weights.get(0).shape();
            int rows = weights.stream().mapToInt(Numbers::rows).sum();
            Numbers down = Numbers.random(half(shape, RANK, shape.get(1)), 0.3, random);
            Numbers up = Numbers.random(half(shape.stream().map(axis -> 1).toList(), rows, RANK), 0.3, random);
            file.put(dialect.down(layer), down);
            file.put(dialect.up(layer), up);
            file.put(dialect.alpha(layer), new Numbers(List.of(), new float[] {(float) ALPHA}));
            int first = 0;
            for (int i = 0; i < parts.size(); i++) {
                merged.put(parts.get(i) + ".weight", weights.get(i).changed(STRENGTH * ALPHA / RANK, up, first, down));
                first += weights.get(i).rows();
            }
        }

        /** The first half of a change of a convolution keeps its window, the second has one of 1 x 1. */
        private static List<Integer> half(List<Integer> layer, int rows, int columns) {
            List<Integer> shape = new ArrayList<>(layer);
            shape.set(0, rows);
            shape.set(1, columns);
            return shape;
        }
    }

    private float[] run(MadeTransformer model, Weights weights, Map<String, float[]> strengths) throws Exception {
        Path file = files.resolve("inputs.safetensors");
        MadeTransformer.write(TinyTransformers.inputs(model), file);
        Map<String, StoredTensor> inputs = Safetensors.read(file).tensors();
        Blueprint blueprint = Networks.write("transformer", model.settings(), weights, Precision.FLOAT32);
        assertThat(blueprint.unused()).isEmpty();
        try (Session session = new Session(blueprint)) {
            return session.run(inputs, strengths).get("out_hidden_states");
        }
    }

    private static double largestDifference(float[] found, float[] wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - wanted[i]));
        }
        return largest;
    }
}

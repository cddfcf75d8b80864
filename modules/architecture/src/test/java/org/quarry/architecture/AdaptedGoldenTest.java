package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.architecture.adapter.Lora;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.LowRank;
import org.quarry.architecture.checkpoint.Numbers;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;

/** Networks with LoRAs on top and with words of textual inversion agree with the reference implementation. */
class AdaptedGoldenTest {
    /** @param folder of the recorded cases */
    record Adapted(Path folder, String network) {
        @Override
        public String toString() {
            return network + " of " + folder.getFileName();
        }

        /** The network that the adaptation is for, with the changes of files. */
        Blueprint over(RecordedCase recorded, List<Path> files) {
            Path base = folder.resolveSibling((String) recorded.attributes().get("base"))
                    .resolve(network);
            Weights weights = WeightFolder.read(network, base);
            Settings settings = new Settings(network, References.json(base.resolve("config.json")));
            return Networks.write(network, settings, Lora.over(network, weights, files), Precision.FLOAT32);
        }
    }

    private static Stream<Adapted> networks(String folder, String... networks) {
        Path cases = References.folder(folder);
        return Stream.of(networks).map(network -> new Adapted(cases, network));
    }

    static Stream<Adapted> loras() {
        return Stream.concat(
                networks("sd15-tiny-lora", "unet", "text_encoder"),
                networks("sdxl-tiny-lora", "unet", "text_encoder", "text_encoder_2"));
    }

    @ParameterizedTest
    @MethodSource("loras")
    void aLoraChangesANetworkAsTheReferenceMergesIt(Adapted adapted) throws Exception {
        for (RecordedCase recorded : RecordedCase.of(adapted.folder(), adapted.network())) {
            for (List<Path> files : alternatives(adapted, recorded)) {
                try (Session session = new Session(adapted.over(recorded, files))) {
                    Map<String, float[]> strengths = new HashMap<>();
                    for (int i = 0; i < files.size(); i++) {
                        strengths.put(Layers.STRENGTH + i, new float[] {(float) recorded.number("scale")});
                    }
                    recorded.check(session.run(recorded.inputs(), strengths));
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<List<Path>> alternatives(Adapted adapted, RecordedCase recorded) {
        return ((List<List<String>>) recorded.attributes().get("files"))
                .stream()
                        .map(files ->
                                files.stream().map(adapted.folder()::resolve).toList())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("loras")
    void twoHalvesOfAStrengthAreTheWholeOne(Adapted adapted) throws Exception {
        RecordedCase recorded =
                RecordedCase.of(adapted.folder(), adapted.network()).get(0);
        Path file = alternatives(adapted, recorded).get(0).get(0);
        float half = (float) recorded.number("scale") / 2;
        try (Session session = new Session(adapted.over(recorded, List.of(file, file)))) {
            recorded.check(session.run(
                    recorded.inputs(),
                    Map.of(Layers.STRENGTH + 0, new float[] {half}, Layers.STRENGTH + 1, new float[] {half})));
        }
    }

    @Test
    void aChangeOfWhatIsNoLinearLayerIsRefusedAndNotPassedOver() {
        Path base = References.folder("sd15-tiny").resolve("text_encoder");
        Weights weights = WeightFolder.read("text_encoder", base);
        StoredTensor half = weights.tensor("text_model.encoder.layers.0.mlp.fc1.weight");
        Weights changed =
                weights.changed(Map.of("text_model.final_layer_norm", List.of(new LowRank(0, half, half, 1))));
        Settings settings = new Settings("text_encoder", References.json(base.resolve("config.json")));

        assertThatThrownBy(() -> Networks.write("text_encoder", settings, changed, Precision.FLOAT32))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("changes 'text_model.final_layer_norm' of text_encoder");
    }

    static Stream<Adapted> words() {
        return networks("sd15-tiny-embeddings", "text_encoder", "text_encoder_2");
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsThatWereLearnedFollowTheVocabulary(Adapted adapted) throws Exception {
        for (RecordedCase recorded : RecordedCase.of(adapted.folder(), adapted.network())) {
            try (Session session = new Session(adapted.over(recorded, List.of()))) {
                recorded.check(session.run(recorded.inputs(), Map.of(ClipText.ADDED, vectors(adapted, recorded))));
            }
        }
    }

    private static float[] vectors(Adapted adapted, RecordedCase recorded) {
        String own = adapted.network().equals("text_encoder_2") ? "clip_g" : "clip_l";
        Map<String, float[]> all = new LinkedHashMap<>();
        for (Object name : (List<?>) recorded.attributes().get("files")) {
            Safetensors file = Safetensors.read(adapted.folder().resolve((String) name));
            boolean both = file.tensors().containsKey(own);
            Numbers.read(file, file.tensors().values()).forEach((tensor, numbers) -> {
                if (!both || tensor.name().equals(own)) {
                    all.put(tensor.name(), numbers);
                }
            });
        }
        assertThat(all).isNotEmpty();
        float[] joined = new float
                [all.values().stream().mapToInt(numbers -> numbers.length).sum()];
        int at = 0;
        for (float[] numbers : all.values()) {
            System.arraycopy(numbers, 0, joined, at, numbers.length);
            at += numbers.length;
        }
        return joined;
    }
}

package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;

/** Agreement of every network, from every form of its weights, with the reference implementations' own numbers. */
class CheckpointGoldenTest {
    /**
     * @param model the folder with recorded inputs and outputs
     * @param network as in a folder of ONNX networks
     * @param weights the folder or the file
     */
    record Form(Path model, String network, Path weights) {
        String component() {
            return network.startsWith("vae_") ? "vae" : network;
        }

        @Override
        public String toString() {
            return network + " of " + model.getFileName() + " from " + model.relativize(weights);
        }
    }

    static Stream<Form> forms() {
        Path models = References.folder("");
        return Stream.of(
                        folders(models.resolve("sd15-tiny"), "text_encoder", "unet", "vae_encoder", "vae_decoder"),
                        files(models.resolve("sd15-tiny"), "text_encoder", "unet", "vae_encoder", "vae_decoder"),
                        folders(models.resolve("sdxl-tiny"), "text_encoder", "text_encoder_2", "unet", "vae_decoder"),
                        files(models.resolve("sdxl-tiny"), "text_encoder", "text_encoder_2", "unet", "vae_decoder"),
                        folders(models.resolve("flux-tiny"), "text_encoder", "text_encoder_2", "transformer"),
                        folders(models.resolve("flux-tiny"), "vae_encoder", "vae_decoder"),
                        file(models.resolve("flux-tiny"), "flux-tiny.safetensors", "transformer"),
                        file(models.resolve("flux-tiny"), "ae.safetensors", "vae_encoder", "vae_decoder"),
                        folders(models.resolve("flux-schnell-tiny"), "transformer"),
                        files(models.resolve("flux-schnell-tiny"), "transformer"))
                .flatMap(form -> form);
    }

    /** Each precision of a component's folder. */
    private static Stream<Form> folders(Path model, String... networks) {
        return Stream.of(networks).flatMap(network -> {
            Path folder = model.resolve(network.startsWith("vae_") ? "vae" : network);
            Form whole = new Form(model, network, folder);
            return Stream.concat(Stream.of(whole), halves(folder).map(file -> new Form(model, network, file)));
        });
    }

    private static Stream<Path> halves(Path folder) {
        return Stream.of("model.fp16.safetensors", "diffusion_pytorch_model.fp16.safetensors")
                .map(folder::resolve)
                .filter(Files::exists);
    }

    private static Stream<Form> files(Path model, String... networks) {
        return file(model, model.getFileName() + ".safetensors", networks);
    }

    private static Stream<Form> file(Path model, String name, String... networks) {
        return Stream.of(networks).map(network -> new Form(model, network, model.resolve(name)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aNetworkComputesWhatTheReferenceComputes(Form form) throws Exception {
        Settings settings =
                new Settings(form.network(), References.json(form.model().resolve(form.component() + "/config.json")));
        Blueprint blueprint = Networks.write(form.network(), settings, weights(form), Precision.FLOAT32);
        Map<String, StoredTensor> recorded =
                Safetensors.read(form.model().resolve("io.safetensors")).tensors();
        try (Session session = new Session(blueprint)) {
            for (Map<String, Object> recordedCase : cases(form)) {
                Map<String, float[]> outputs = session.run(named(recordedCase.get("inputs"), recorded));
                double tolerance = ((Number) recordedCase.get("tolerance")).doubleValue();
                for (Map.Entry<String, StoredTensor> wanted :
                        named(recordedCase.get("outputs"), recorded).entrySet()) {
                    assertThat(outputs).containsKey(wanted.getKey());
                    assertThat(largestDifference(outputs.get(wanted.getKey()), Session.floats(wanted.getValue())))
                            .as("%s of case %s", wanted.getKey(), recordedCase.get("case"))
                            .isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    static Stream<Form> wholeFolders() {
        return forms().filter(form -> Files.isDirectory(form.weights()));
    }

    /** The bound is that of the references' notes on other precisions. */
    @ParameterizedTest
    @MethodSource("wholeFolders")
    void inSixteenBitsItIsWithinAHundredthOfTheLargestValue(Form form) throws Exception {
        Settings settings =
                new Settings(form.network(), References.json(form.model().resolve(form.component() + "/config.json")));
        Blueprint blueprint = Networks.write(form.network(), settings, weights(form), Precision.FLOAT16);
        Map<String, StoredTensor> recorded =
                Safetensors.read(form.model().resolve("io.safetensors")).tensors();
        try (Session session = new Session(blueprint)) {
            for (Map<String, Object> recordedCase : cases(form)) {
                Map<String, float[]> outputs = session.run(named(recordedCase.get("inputs"), recorded));
                for (Map.Entry<String, StoredTensor> wanted :
                        named(recordedCase.get("outputs"), recorded).entrySet()) {
                    float[] numbers = Session.floats(wanted.getValue());
                    assertThat(largestDifference(outputs.get(wanted.getKey()), numbers))
                            .as("%s of case %s", wanted.getKey(), recordedCase.get("case"))
                            .isLessThan(0.01 * largestDifference(numbers, new float[numbers.length]));
                }
            }
        }
    }

    private static Weights weights(Form form) {
        if (Files.isDirectory(form.weights())) {
            return WeightFolder.read(form.network(), form.weights());
        }
        Map<String, StoredTensor> tensors = Safetensors.read(form.weights()).tensors();
        Map<String, Weights> components =
                Components.of(form.weights().getFileName().toString(), tensors);
        return components.getOrDefault(form.component(), new Weights(form.network(), tensors));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases(Form form) {
        List<Map<String, Object>> cases = ((List<Map<String, Object>>)
                        References.json(form.model().resolve("io.json")).get("cases"))
                .stream()
                        .filter(one -> form.network().equals(one.get("component")))
                        .toList();
        assertThat(cases).as("recorded cases of %s", form.network()).isNotEmpty();
        return cases;
    }

    private static Map<String, StoredTensor> named(Object names, Map<String, StoredTensor> recorded) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        References.members(names).forEach((name, stored) -> tensors.put(name, recorded.get(stored)));
        return tensors;
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

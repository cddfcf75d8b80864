package org.quarry.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
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
        compare(form, Precision.FLOAT32, (recorded, numbers) -> recorded.tolerance());
    }

    static Stream<Form> wholeFolders() {
        return forms().filter(form -> Files.isDirectory(form.weights()));
    }

    /** The bound is that of the references' notes on other precisions. */
    @ParameterizedTest
    @MethodSource("wholeFolders")
    void inSixteenBitsItIsWithinAHundredthOfTheLargestValue(Form form) throws Exception {
        compare(
                form,
                Precision.FLOAT16,
                (recorded, numbers) -> 0.01 * RecordedCase.largestDifference(numbers, new float[numbers.length]));
    }

    private static void compare(Form form, Precision precision, ToDoubleBiFunction<RecordedCase, float[]> bound)
            throws Exception {
        Settings settings =
                new Settings(form.network(), References.json(form.model().resolve(form.component() + "/config.json")));
        try (Session session = new Session(Networks.write(form.network(), settings, weights(form), precision))) {
            for (RecordedCase recorded : RecordedCase.of(form.model(), form.network())) {
                recorded.check(session.run(recorded.inputs()), numbers -> bound.applyAsDouble(recorded, numbers));
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
}

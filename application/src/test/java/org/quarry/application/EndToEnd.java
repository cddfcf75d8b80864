package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.quarry.engine.Engine;
import org.quarry.engine.Setup;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** The end-to-end case of a reference model: what it was given, what came out, and how far that may be missed. */
record EndToEnd(Map<String, Object> about, Safetensors tensors) {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    /** An engine that has the reference models; where there are none, the test is skipped. */
    static Engine engine() {
        return engine(List.of(MODELS));
    }

    /**
     * The same with some of the models as single files too, in a folder that is filled here. Being tiny they have other numbers of
     * heads than their families, and other tokens: these settings are put beside.
     */
    static Engine engine(Path files, String... models) throws IOException {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        for (String model : models) {
            Files.copy(MODELS.resolve(model).resolve(model + ".safetensors"), files.resolve(model + ".safetensors"));
            try (Stream<Path> folder = Files.walk(MODELS.resolve(model), 2)) {
                for (Path settings : folder.filter(file -> file.toString().matches(".*\\.(json|txt)"))
                        .filter(file -> !file.getParent().endsWith(model))
                        .toList()) {
                    Path beside = files.resolve(MODELS.relativize(settings).toString());
                    Files.createDirectories(beside.getParent());
                    Files.copy(settings, beside);
                }
            }
        }
        return engine(List.of(MODELS, files));
    }

    /** An engine that has the models of one folder. */
    static Engine engine(Path folder) {
        return engine(List.of(folder));
    }

    /** A reference model; where there is none, the test is skipped. */
    static Path folder(String model) {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        return MODELS.resolve(model);
    }

    private static Engine engine(List<Path> folders) {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        return Setup.standard().withModels(folders).withDevice("cpu").open();
    }

    static EndToEnd of(String model) throws IOException, JsonException {
        return of(model, "end_to_end");
    }

    /** The first case of one component, which has one tolerance for all of its outputs. */
    @SuppressWarnings("unchecked")
    static EndToEnd of(String model, String component) throws IOException, JsonException {
        Path folder = MODELS.resolve(model);
        Map<String, Object> file = (Map<String, Object>) JsonReader.read(folder.resolve("io.json"), JsonLimits.DEFAULT)
                .root()
                .toJava();
        Map<String, Object> about = ((List<Map<String, Object>>) file.get("cases"))
                .stream()
                        .filter(one -> one.get("component").equals(component))
                        .findFirst()
                        .orElseThrow();
        return new EndToEnd(about, Safetensors.read(folder.resolve("io.safetensors")));
    }

    String attribute(String name) {
        return (String) map("attributes").get(name);
    }

    Tensor input(String name) {
        return tensors.tensor((String) map("inputs").get(name));
    }

    void check(String output, Tensor found) {
        Number tolerance = about.get("tolerance") instanceof Number all
                ? all
                : (Number) map("tolerance").get(output);
        check(output, found, tolerance.doubleValue());
    }

    /** The same by a tolerance of one's own, where the arithmetic is another one. */
    void check(String output, Tensor found, double tolerance) {
        assertThat(largestDifference(found, wanted(output))).as(output).isLessThanOrEqualTo(tolerance);
    }

    void checkPicture(Picture found) {
        Tensor decoded = wanted("decoded").map(value -> Math.min(1, Math.max(0, value / 2 + 0.5)));
        double tolerance = ((Number) map("tolerance").get("decoded")).doubleValue() / 2;
        assertThat(largestDifference(
                        found.pixels(), decoded.reshaped(found.pixels().shape())))
                .isLessThanOrEqualTo(tolerance + 1e-6);
    }

    private Tensor wanted(String output) {
        return tensors.tensor((String) map("outputs").get(output));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String key) {
        return (Map<String, Object>) about.get(key);
    }

    private static double largestDifference(Tensor found, Tensor wanted) {
        assertThat(found.shape()).isEqualTo(wanted.shape());
        List<Float> differences = new ArrayList<>();
        for (float each : found.minus(wanted).toArray()) {
            differences.add(Math.abs(each));
        }
        return differences.stream().mapToDouble(Float::doubleValue).max().orElse(0);
    }
}

package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.tensor.Tensor;

/** One run of one network of a reference model: what it was given, what came out, and how far that may be missed. */
record ComponentCase(Path folder, Map<String, Object> about, Safetensors tensors) {
    /** All cases of a component. */
    @SuppressWarnings("unchecked")
    static List<ComponentCase> of(Path folder, String component) throws IOException, JsonException {
        Map<String, Object> file = (Map<String, Object>) JsonReader.read(folder.resolve("io.json"), JsonLimits.DEFAULT)
                .root()
                .toJava();
        Safetensors tensors = Safetensors.read(folder.resolve("io.safetensors"));
        List<ComponentCase> cases = ((List<Map<String, Object>>) file.get("cases"))
                .stream()
                        .filter(one -> one.get("component").equals(component))
                        .map(one -> new ComponentCase(folder, one, tensors))
                        .toList();
        assertThat(cases).as("cases of %s in %s", component, folder).isNotEmpty();
        return cases;
    }

    String name() {
        return (String) about.get("case");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String key) {
        return (Map<String, Object>) about.get(key);
    }

    Object attribute(String name) {
        return map("attributes").get(name);
    }

    double number(String attribute) {
        return ((Number) attribute(attribute)).doubleValue();
    }

    /** Files that are applied together; each list gives the same. */
    @SuppressWarnings("unchecked")
    List<List<Path>> alternatives() {
        return ((List<List<String>>) attribute("files"))
                .stream()
                        .map(files -> files.stream().map(folder::resolve).toList())
                        .toList();
    }

    Tensor input(String name) {
        return tensors.tensor((String) map("inputs").get(name));
    }

    Map<String, Tensor> inputs() {
        Map<String, Tensor> inputs = new TreeMap<>();
        map("inputs").forEach((name, tensor) -> inputs.put(name, tensors.tensor((String) tensor)));
        return inputs;
    }

    Tensor output(String name) {
        return tensors.tensor((String) map("outputs").get(name));
    }

    void check(String output, Tensor found) {
        Tensor wanted = output(output);
        assertThat(found.shape()).as("%s of %s", output, name()).isEqualTo(wanted.shape());
        double largest = 0;
        for (float each : found.minus(wanted).toArray()) {
            largest = Math.max(largest, Math.abs(each));
        }
        assertThat(largest)
                .as("%s of %s", output, name())
                .isLessThanOrEqualTo(((Number) about.get("tolerance")).doubleValue());
    }
}

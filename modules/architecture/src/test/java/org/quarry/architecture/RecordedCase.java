package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;

/** What a reference implementation was given, and what it computed. */
record RecordedCase(Map<String, Object> json, Map<String, StoredTensor> stored) {
    /** Those of a component, by the order in which they were recorded. */
    @SuppressWarnings("unchecked")
    static List<RecordedCase> of(Path folder, String component) {
        Map<String, StoredTensor> stored =
                Safetensors.read(folder.resolve("io.safetensors")).tensors();
        List<RecordedCase> cases = ((List<Map<String, Object>>)
                        References.json(folder.resolve("io.json")).get("cases"))
                .stream()
                        .filter(one -> component.equals(one.get("component")))
                        .map(one -> new RecordedCase(one, stored))
                        .toList();
        assertThat(cases).as("recorded cases of %s", component).isNotEmpty();
        return cases;
    }

    Map<String, StoredTensor> inputs() {
        return named("inputs");
    }

    Map<String, StoredTensor> outputs() {
        return named("outputs");
    }

    private Map<String, StoredTensor> named(String kind) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        References.members(json.get(kind)).forEach((name, tensor) -> tensors.put(name, stored.get(tensor)));
        return tensors;
    }

    Map<String, Object> attributes() {
        return References.members(json.get("attributes"));
    }

    double number(String attribute) {
        return ((Number) attributes().get(attribute)).doubleValue();
    }

    double tolerance() {
        return ((Number) json.get("tolerance")).doubleValue();
    }

    /** @param bound the largest difference that is allowed, by what was recorded */
    void check(Map<String, float[]> found, ToDoubleFunction<float[]> bound) throws Exception {
        for (Map.Entry<String, StoredTensor> wanted : outputs().entrySet()) {
            float[] numbers = Session.floats(wanted.getValue());
            assertThat(found).containsKey(wanted.getKey());
            assertThat(largestDifference(found.get(wanted.getKey()), numbers))
                    .as("%s of case %s", wanted.getKey(), json.get("case"))
                    .isLessThanOrEqualTo(bound.applyAsDouble(numbers));
        }
    }

    /** Within the tolerance of the case. */
    void check(Map<String, float[]> found) throws Exception {
        check(found, numbers -> tolerance());
    }

    static double largestDifference(float[] found, float[] wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - wanted[i]));
        }
        return largest;
    }
}

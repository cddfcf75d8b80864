package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.architecture.checkpoint.Weights;

/** The networks that people have, by the names and shapes of their tensors. */
class FullSizeTest {
    static Stream<Arguments> components() {
        return Stream.of("sd15", "sdxl", "flux-dev", "sd15-controlnet").flatMap(model -> {
            Map<String, Object> listing = References.json(References.folder("full-size/" + model + ".json"));
            return References.members(listing.get("components")).entrySet().stream()
                    .map(component ->
                            Arguments.of(model, component.getKey(), References.members(component.getValue())));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("components")
    void everyTensorOfANetworkIsUsed(String model, String component, Map<String, Object> listing) {
        Weights weights = new Weights(model + "/" + component, References.listed(listing.get("tensors")));
        Settings settings = new Settings(weights.what(), References.members(listing.get("config")));
        assertThat(Networks.all(component, settings, weights).stream()
                        .map(blueprint -> Set.copyOf(blueprint.unused()))
                        .reduce((one, other) ->
                                one.stream().filter(other::contains).collect(Collectors.toSet())))
                .hasValueSatisfying(unused -> assertThat(unused).isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("components")
    void theSettingsAreFoundFromTheTensorsAlone(String model, String component, Map<String, Object> listing) {
        Weights weights = new Weights(model + "/" + component, References.listed(listing.get("tensors")));
        Settings given = new Settings(weights.what(), References.members(listing.get("config")));
        Settings found = FamilySettings.of(Networks.kind(component, weights), weights);
        assertThat(graphs(component, found, weights)).isEqualTo(graphs(component, given, weights));
    }

    private static Object graphs(String component, Settings settings, Weights weights) {
        return Networks.all(component, settings, weights).stream()
                .map(blueprint -> new String(blueprint.model(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .toList();
    }
}

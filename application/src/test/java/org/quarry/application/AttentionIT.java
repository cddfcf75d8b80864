package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Where the built-in model looks while it draws "a yellow star above a white boat on the sea". */
class AttentionIT {
    @RegisterExtension
    static final Shipped SHIPPED = new Shipped();

    @Test
    void the_star_is_looked_at_above_and_the_boat_and_the_sea_below() {
        RunResult result = SHIPPED.workflow("attention")
                .with("maps.below", 0)
                .to("maps")
                .run()
                .orThrow();
        List<?> maps = result.value("maps.maps", List.class);
        List<String> words = result.value("maps.words", String.class).lines().toList();
        Map<String, Double> above = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            above.put(words.get(i), shareAbove((Picture) maps.get(i)));
        }

        assertThat(words).containsExactly("a", "yellow", "star", "above", "a", "white", "boat", "on", "the", "sea");
        assertThat(above.get("yellow")).isGreaterThan(0.9);
        assertThat(above.get("star")).isGreaterThan(0.8);
        assertThat(above.get("white")).isLessThan(0.2);
        assertThat(above.get("sea")).isLessThan(0.3);
    }

    @Test
    void the_shares_of_every_place_add_up_to_1() {
        Tensor attention =
                SHIPPED.workflow("attention").to("observed").run().orThrow().value("observed.mean", Tensor.class);

        assertThat(attention.shape()).isEqualTo(Shape.of(1, 32, 8, 8));
        for (int place = 0; place < 64; place++) {
            int at = place;
            double sum = IntStream.range(0, 32)
                    .mapToDouble(token -> attention.at(token * 64 + at))
                    .sum();
            assertThat(sum).isBetween(1 - 1e-4, 1 + 1e-4);
        }
    }

    @Test
    void looking_changes_nothing_of_the_run() {
        RunResult looked =
                SHIPPED.workflow("attention").to("decode", "maps").run().orThrow();
        RunResult plain = SHIPPED.workflow("text-to-image")
                .with("prompt.text", "a yellow star above a white boat on the sea")
                .with("noise.seed", 3)
                .to("decode")
                .run()
                .orThrow();

        assertThat(looked.value("decode.pictures", List.class)).isEqualTo(plain.value("decode.pictures", List.class));
    }

    /** Of the light that a map adds, how much lies in the upper half. */
    private static double shareAbove(Picture map) {
        double[] light = new double[2];
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                light[2 * y / map.height()] += map.at(0, y, x);
            }
        }
        return light[0] / (light[0] + light[1]);
    }
}

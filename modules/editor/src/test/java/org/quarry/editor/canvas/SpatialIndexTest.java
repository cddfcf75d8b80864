package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpatialIndexTest {
    private static Rectangle2D random(Random random, double largest) {
        return new Rectangle2D.Double(
                20_000 * random.nextDouble() - 10_000,
                20_000 * random.nextDouble() - 10_000,
                largest * random.nextDouble(),
                largest * random.nextDouble());
    }

    @Test
    void it_finds_what_a_look_at_everything_would_find() {
        Random random = new Random(7);
        SpatialIndex<Integer> index = new SpatialIndex<>();
        Map<Integer, Rectangle2D> all = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            // Few are so large that they stand in no square, and many are put a second time.
            Rectangle2D at = random(random, i % 100 == 0 ? 15_000 : 400);
            index.put(i % 2000, at);
            all.put(i % 2000, at);
            if (i % 7 == 0) {
                index.remove(i % 1000);
                all.remove(i % 1000);
            }
        }

        for (int i = 0; i < 200; i++) {
            Rectangle2D area = random(random, i % 2 == 0 ? 50 : 30_000);
            List<Integer> expected = all.entrySet().stream()
                    .filter(entry -> entry.getValue().intersects(area))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(index.touching(area)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void a_level_wire_without_height_is_found() {
        SpatialIndex<String> index = new SpatialIndex<>();
        index.put("level", new Rectangle2D.Double(0, 50, 400, 0));

        assertThat(index.touching(new Rectangle2D.Double(100, 0, 10, 100))).containsExactly("level");
        assertThat(index.touching(new Rectangle2D.Double(100, 51, 10, 100))).isEmpty();
    }
}

package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.SeedMode;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

/** What becomes of a seed when a run has used it. */
class SeedsOfRunsTest extends RunBenchTest {
    private static final Socket SEED = Socket.parse("seeded.seed");

    @Test
    void a_seed_goes_on_when_it_has_served_and_not_before() {
        Document document = bench.picture("open");
        bench.does(() -> document.edit("Seed mode", SeedMode.INCREMENT.at(SEED)));

        bench.queue(document);
        assertThat(seed(document)).isEqualTo(51);
        bench.queue(document);
        QueuedRun last = bench.queue(document);
        bench.over(last);

        assertThat(seed(document)).isEqualTo(53);
        assertThat(RunningNodes.SEEDED).containsOnlyKeys(51L, 52L, 53L);
        bench.does(() -> assertThat(document.undoName()).contains("Next Seed"));
    }

    @Test
    void a_seed_that_is_fixed_stays() {
        Document document = bench.picture("open");

        bench.queue(document);
        bench.over(bench.queue(document));

        assertThat(seed(document)).isEqualTo(51);
    }

    private long seed(Document document) {
        return bench.on(() -> {
            Input.Value value = (Input.Value)
                    document.workflow().nodes().get("seeded").inputs().get("seed");
            return ((Json.Numeral) value.value()).value().longValue();
        });
    }
}

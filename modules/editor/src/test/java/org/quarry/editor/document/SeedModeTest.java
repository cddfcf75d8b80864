package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.run.RunBench;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

class SeedModeTest {
    private static final Socket SEED = Socket.parse("seeded.seed");

    @TempDir
    Path folder;

    @Test
    void a_mode_is_kept_in_the_layout_of_its_node() {
        try (RunBench bench = new RunBench(folder)) {
            Document document = bench.document("seeded = seeded seed=5");

            document.edit("Mode", SeedMode.RANDOM.at(SEED));

            assertThat(SeedMode.of(document.workflow(), SEED)).isEqualTo(SeedMode.RANDOM);
            document.edit("Mode", SeedMode.FIXED.at(SEED));
            assertThat(Edits.place(document.workflow(), "seeded").extras()).isEmpty();
        }
    }

    @Test
    void the_seed_after_the_last_one_is_0() {
        Json last = new Json.Numeral(new BigDecimal("18446744073709551615"));

        assertThat(SeedMode.INCREMENT.after(last, () -> 0)).isEqualTo(new Json.Numeral(BigDecimal.ZERO));
    }

    @Test
    void a_drawn_seed_can_be_typed() {
        assertThat(SeedMode.RANDOM.after(Json.of(1), () -> -1)).isEqualTo(Json.of(4294967295L));
    }

    @Test
    void going_on_takes_nothing_away_that_could_be_redone() {
        try (RunBench bench = new RunBench(folder)) {
            Document document = bench.document("seeded = seeded seed=5", "hold = hold value<-seeded.value");
            document.edit("Mode", SeedMode.INCREMENT.at(SEED));
            document.edit("Note", workflow -> workflow.with(Socket.parse("hold.note"), new Input.Value(Json.of("x"))));
            document.undo();

            SeedMode.advance(document, Map.of(SEED, Json.of(5)), () -> 0);
            document.redo();

            assertThat(document.workflow().nodes().get("hold").inputs()).containsKey("note");
            assertThat(SeedMode.seeds(document)).containsEntry(SEED, Json.of(6));
        }
    }
}

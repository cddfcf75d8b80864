package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limits are far above what was measured, for a machine may be busy; the benchmark gives figures. */
@Tag("benchmark")
class EditorBenchmarkTest {
    @Test
    void a_thousand_nodes_are_opened_scrolled_and_edited_without_waiting() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");

        EditorBenchmark.Row row = EditorBenchmark.measure(1000, 0.5);

        assertThat(row.nodes()).isEqualTo(1000);
        assertThat(row.links()).isGreaterThan(1400);
        assertThat(row.openMillis()).isLessThan(6000);
        assertThat(row.panWhole()).isGreaterThan(10);
        assertThat(row.panNear()).isGreaterThan(10);
        assertThat(row.zoom()).isGreaterThan(3);
        assertThat(row.editMillis()).isLessThan(50);
    }
}

package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs a small part of the benchmark and prints it; how fast a machine is makes no test fail. */
@Tag("benchmark")
class EditorBenchmarkTest {
    @Test
    void the_benchmark_opens_scrolls_zooms_and_edits_a_thousand_nodes() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");

        EditorBenchmark.Row row = EditorBenchmark.measure(1000, 0.5);

        assertThat(row.nodes()).isEqualTo(1000);
        assertThat(row.links()).isGreaterThan(1400);
        assertThat(row.panWhole()).isPositive();
        assertThat(row.zoom()).isPositive();
        System.out.println(row);
    }
}

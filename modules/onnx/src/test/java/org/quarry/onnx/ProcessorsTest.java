package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorsTest {
    @TempDir
    Path tree;

    private void processor(int number, String siblings) throws IOException {
        Path topology = Files.createDirectories(tree.resolve("cpu" + number + "/topology"));
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }

    @Test
    void two_threads_of_one_core_count_once() throws IOException {
        processor(0, "0,2");
        processor(1, "1,3");
        processor(2, "0,2");
        processor(3, "1,3");
        Files.createDirectories(tree.resolve("cpufreq"));

        assertThat(Processors.cores(tree, 4)).isEqualTo(2);
    }

    @Test
    void a_process_that_may_use_one_processor_has_one_core() throws IOException {
        processor(0, "0");
        processor(1, "1");

        assertThat(Processors.cores(tree, 1)).isEqualTo(1);
    }

    @Test
    void where_nothing_tells_the_cores_every_processor_is_one() {
        assertThat(Processors.cores(tree, 6)).isEqualTo(6);
        assertThat(Processors.cores(tree.resolve("absent"), 6)).isEqualTo(6);
    }

    @Test
    void the_kind_holds_name_and_instruction_sets_and_nothing_that_changes() throws IOException {
        Path description = Files.writeString(
                tree.resolve("cpuinfo"),
                "processor\t: 0\n"
                        + "model name\t: Some CPU\n"
                        + "cpu MHz\t\t: 2445.4\n"
                        + "flags\t\t: avx2 fma\n\n"
                        + "processor\t: 1\n"
                        + "flags\t\t: other\n");

        assertThat(Processors.kind(description))
                .contains("Some CPU", "avx2 fma")
                .doesNotContain("2445", "other");
        assertThat(Processors.kind(tree.resolve("absent"))).contains(System.getProperty("os.arch"));
    }
}

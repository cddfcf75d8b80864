package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path folder;

    @Test
    void values_flow_along_wires() {
        try (Lab lab = new Lab(folder)) {
            RunResult result = lab.run(
                    "a = tensor value=2",
                    "b = tensor value=3",
                    "sum = add parts<-a.value,b.value",
                    "out = show value<-sum.value");

            assertThat(result.orThrow().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
            assertThat(Lab.number(result, "out.value")).isEqualTo(5);
        }
    }

    @Test
    void a_driver_integrates_what_per_step_nodes_predict() {
        try (Lab lab = new Lab(folder)) {
            RunResult result = lab.run(
                            "one = tensor value=1",
                            "p = predict bias<-one.value",
                            "i = integrate slope<-p.value start<-one.value steps=2",
                            "out = show value<-i.end")
                    .orThrow();

            // (1 - 1/2)²
            assertThat(Lab.number(result, "i.end")).isEqualTo(0.25f);
        }
    }
}

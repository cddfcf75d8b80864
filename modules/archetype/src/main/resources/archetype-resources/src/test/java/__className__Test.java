package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.quarry.engine.RunResult;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.testkit.ModuleTester;
import org.quarry.testkit.WorkflowTest;

class ${className}Test {
    private static Picture grey(double brightness) {
        return new Picture(Tensor.filled(Shape.of(3, 8, 8), brightness));
    }

    @Test
    void colours_move_away_from_middle_grey() {
        ${className}.Out out = NodeTester.of(new ${className}())
                .with("pictures", grey(0.75))
                .with("contrast", 2)
                .run();

        assertThat(out.pictures()).containsExactly(grey(1));
    }

    @Test
    void it_keeps_what_every_node_promises() {
        NodeTester.of(new ${className}()).with("pictures", grey(0.25)).keepsItsContract();
    }

    /** Runs on the real engine; what comes out must be what the file expects. */
    @WorkflowTest("fragment.json")
    void it_runs_in_a_workflow(RunResult result) {
        assertThat(result.value("changed.pictures")).isPresent();
    }

    @Test
    void the_module_keeps_what_every_module_promises() {
        ModuleTester.of(${className}.class).keepsItsContract(Path.of("workflows"));
    }
}

package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What a network {@code y = x + t}, with x of shape [?, 3] and t a single number in one form or another, takes and refuses. */
class NetworkInputsTest {
    @TempDir
    Path folder;

    private Models models;

    @BeforeEach
    void open() {
        models = ModelsOnDisk.open(folder);
    }

    @AfterEach
    void close() {
        models.close();
    }

    private Network sum(Object... axesOfT) throws IOException {
        OnnxWriter sum = new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, "batch", 3)
                .input("t", OnnxWriter.FLOAT, axesOfT)
                .node("Add", "y", "x", "t")
                .output("y", OnnxWriter.FLOAT, "batch", 3);
        new OnnxFolder(folder.resolve("tiny")).network("sum", sum);
        return models.open("tiny").network("sum");
    }

    private static final Tensor X = Tensor.filled(Shape.of(2, 3), 1);

    private static Tensor run(Network network, Tensor x, Tensor t) {
        return network.execute(Map.of("x", x, "t", t), List.of(), ModelsOnDisk.NEVER)
                .get("y");
    }

    @Test
    void a_single_number_fits_a_scalar_a_one_and_a_list_whatever_its_own_rank() throws IOException {
        Tensor expected = Tensor.filled(Shape.of(2, 3), 6);

        for (Object[] axes : List.of(new Object[] {}, new Object[] {1}, new Object[] {"steps"}, new Object[] {1, 1})) {
            Network network = sum(axes);
            assertThat(run(network, X, Tensor.scalar(5))).isEqualTo(expected);
            assertThat(run(network, X, Tensor.of(Shape.of(1), 5))).isEqualTo(expected);
            assertThat(run(network, X, Tensor.of(Shape.of(1, 1), 5))).isEqualTo(expected);
        }
    }

    @Test
    void a_list_does_not_fit_a_scalar() throws IOException {
        Network network = sum();

        assertThatThrownBy(() -> run(network, X, Tensor.filled(Shape.of(2), 5)))
                .isInstanceOf(ModelException.class)
                .hasMessage("network 'tiny/sum', input 't': shape [2], the network wants []");
    }

    @Test
    void a_wrong_shape_is_named_before_the_run_with_what_was_wanted() throws IOException {
        Network network = sum(1);

        assertThatThrownBy(() -> run(network, Tensor.filled(Shape.of(2, 4), 1), Tensor.scalar(5)))
                .isInstanceOf(ModelException.class)
                .hasMessage("network 'tiny/sum', input 'x': shape [2, 4], the network wants [?, 3]");
        assertThatThrownBy(() -> run(network, Tensor.filled(Shape.of(3), 1), Tensor.scalar(5)))
                .hasMessage("network 'tiny/sum', input 'x': shape [3], the network wants [?, 3]");
    }

    @Test
    void an_unknown_input_is_refused_with_those_there_are() throws IOException {
        Network network = sum(1);
        Map<String, Tensor> inputs = Map.of("x", X, "t", Tensor.scalar(5), "z", X);

        assertThatThrownBy(() -> network.execute(inputs, List.of(), ModelsOnDisk.NEVER))
                .isInstanceOf(ModelException.class)
                .hasMessage("network 'tiny/sum' has no input 'z'; it has x float32 [?, 3], t float32 [1]");
    }

    @Test
    void a_missing_input_is_named() throws IOException {
        Network network = sum(1);

        assertThatThrownBy(() -> network.execute(Map.of("x", X), List.of(), ModelsOnDisk.NEVER))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("network 'tiny/sum', input 't' was not given");
    }

    @Test
    void an_unknown_output_is_refused_with_those_there_are() throws IOException {
        Network network = sum(1);
        Map<String, Tensor> inputs = Map.of("x", X, "t", Tensor.scalar(5));

        assertThatThrownBy(() -> network.execute(inputs, List.of("noise"), ModelsOnDisk.NEVER))
                .isInstanceOf(ModelException.class)
                .hasMessage("network 'tiny/sum' has no output 'noise'; it has y");
    }

    @Test
    void a_failure_inside_the_network_names_network_file_device_and_shapes() throws IOException {
        Network network = sum("n", 3);

        assertThatThrownBy(() -> run(network, X, Tensor.filled(Shape.of(5, 3), 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'tiny/sum'")
                .hasMessageContaining(Path.of("sum", "model.onnx").toString())
                .hasMessageContaining("cpu")
                .hasMessageContaining("x [2, 3], t [5, 3]")
                .hasMessageNotContaining("\n");
    }
}

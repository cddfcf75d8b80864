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
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Networks {@code y = x} of each element type show what a float becomes on its way in and out. */
class ElementTypesTest {
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

    private Tensor through(int type, Element element, float... values) throws IOException {
        new OnnxFolder(folder.resolve("echo")).network(element.name(), OnnxFolder.identity(type));
        var network = models.open("echo").network(element.name());
        assertThat(network.inputs().get(0).type()).isEqualTo(element);
        assertThat(network.outputs().get(0).type()).isEqualTo(element);
        return network.execute(Map.of("x", Tensor.of(Shape.of(values.length), values)), List.of(), ModelsOnDisk.NEVER)
                .get("y");
    }

    @Test
    void float32_and_float64_keep_every_bit() throws IOException {
        float[] values = {1.1f, -3e38f, Float.MIN_VALUE, -0f};

        assertThat(through(OnnxWriter.FLOAT, Element.FLOAT32, values).toArray()).containsExactly(values);
        assertThat(through(OnnxWriter.DOUBLE, Element.FLOAT64, values).toArray())
                .containsExactly(values);
    }

    @Test
    void float16_rounds_to_eleven_bits_and_overflows_to_infinity() throws IOException {
        Tensor echoed = through(OnnxWriter.FLOAT16, Element.FLOAT16, 1.5f, 0.1f, 65504, 70000, -2048.5f);

        // 0.1 is 0x2e66 in half precision; 65504 its largest number; above 2048 it has even numbers only.
        assertThat(echoed.toArray()).containsExactly(1.5f, 0.0999755859375f, 65504, Float.POSITIVE_INFINITY, -2048);
    }

    @Test
    void bfloat16_rounds_to_eight_bits() throws IOException {
        Tensor echoed = through(OnnxWriter.BFLOAT16, Element.BFLOAT16, 1.5f, 0.1f, 3e38f);

        // 0.1 is 0x3dcd in bfloat16.
        assertThat(echoed.at(0)).isEqualTo(1.5f);
        assertThat(echoed.at(1)).isEqualTo(0.10009765625f);
        assertThat(echoed.at(2)).isBetween(2.99e38f, 3.01e38f);
    }

    @Test
    void whole_numbers_are_rounded() throws IOException {
        assertThat(through(OnnxWriter.INT64, Element.INT64, 49407, -2.6f, 998.5f)
                        .toArray())
                .containsExactly(49407, -3, 999);
        assertThat(through(OnnxWriter.INT32, Element.INT32, 49407, -2.6f, 998.5f)
                        .toArray())
                .containsExactly(49407, -3, 999);
    }

    @Test
    void bytes_stay_within_0_and_255() throws IOException {
        assertThat(through(OnnxWriter.UINT8, Element.UINT8, -1, 0, 127.6f, 255, 300)
                        .toArray())
                .containsExactly(0, 0, 128, 255, 255);
    }

    @Test
    void every_number_but_zero_is_true() throws IOException {
        assertThat(through(OnnxWriter.BOOL, Element.BOOL, 0, 0.25f, -7).toArray())
                .containsExactly(0, 1, 1);
    }

    @Test
    void a_network_with_another_type_of_input_is_refused_by_name() throws IOException {
        new OnnxFolder(folder.resolve("echo")).network("small", OnnxFolder.identity(OnnxWriter.INT8));

        assertThatThrownBy(() -> models.open("echo").network("small"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'echo/small', input 'x'")
                .hasMessageContaining("INT8");
    }
}

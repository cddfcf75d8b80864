package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.model.NetworkPort;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** The names and inputs that exporters give ControlNets. */
class ExportedControlNetTest {
    private static final String FIRST = "down_block_additional_residual.0";
    private static final String MIDDLE = "mid_block_additional_residual";

    /** Its first output is the sample times the scale that it is told, the others are the sample. */
    private static FakeNetwork network(String first, String second, String middle) {
        return FakeNetwork.named("it/controlnet")
                .input("sample", Element.FLOAT32, -1, 4)
                .input("controlnet_cond", Element.FLOAT32, -1, 3)
                .input("conditioning_scale", Element.FLOAT32)
                .output(
                        first,
                        Element.FLOAT32,
                        inputs -> inputs.get("sample")
                                .times(inputs.get("conditioning_scale").at(0)),
                        -1,
                        4)
                .output(second, Element.FLOAT32, inputs -> inputs.get("sample").times(2), -1, 4)
                .output(middle, Element.FLOAT32, inputs -> inputs.get("sample").times(3), -1, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "down_block_0_additional_residual, down_block_1_additional_residual, mid_block_additional_residual",
        "down_block_res_samples.0, down_block_res_samples.1, mid_block_res_sample",
        "down_block_res_samples_0, down_block_res_samples_1, mid_block_res_sample",
        "down_block_additional_residual.0, down_block_additional_residual.1, mid_block_additional_residual"
    })
    void whatItSaysHasTheNamesOfDiffusersAndTheScaleIs1(String first, String second, String middle) {
        ExportedControlNet net =
                ExportedControlNet.of(network(first, second, middle)).orElseThrow();
        Tensor sample = Tensor.of(Shape.of(1, 4), 1, 2, 3, 4);
        Map<String, Tensor> inputs = Map.of("sample", sample, "controlnet_cond", Tensor.filled(Shape.of(1, 3), 0));

        Map<String, Tensor> all = new TestCall().run(net, inputs);
        Map<String, Tensor> one = new TestCall().run(net, inputs, MIDDLE);

        assertThat(all)
                .isEqualTo(Map.of(
                        FIRST, sample, "down_block_additional_residual.1", sample.times(2), MIDDLE, sample.times(3)));
        assertThat(one).isEqualTo(Map.of(MIDDLE, sample.times(3)));
        assertThat(net.inputs()).extracting(NetworkPort::name).containsExactly("sample", "controlnet_cond");
        assertThat(net.outputs()).extracting(NetworkPort::name).containsExactlyInAnyOrderElementsOf(all.keySet());
    }

    @Test
    void aNetworkWithoutAMiddleOrWithOtherOutputsIsNone() {
        assertThat(List.of(
                        network("down_0", "down_1", "out_sample"),
                        network("down_0", "down_2", "mid"),
                        network("down_0", "down_0_again", "mid")))
                .allMatch(network -> ExportedControlNet.of(network).isEmpty());
    }
}

package org.quarry.nodes.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class SizeConditioningTest {
    private static final Tensor TEXT = Tensor.filled(Shape.of(1, 3, 2), 7);

    @Test
    void sdxl_is_told_sizes_and_crop_with_heights_before_widths() {
        Map<String, Tensor> inputs = told(6);

        assertThat(inputs)
                .containsEntry("encoder_hidden_states", TEXT)
                .containsEntry("time_ids", Tensor.of(Shape.of(1, 6), 480, 640, 2, 3, 768, 1024));
    }

    @Test
    void the_refiner_is_told_a_mark_in_place_of_the_target_size() {
        assertThat(told(5)).containsEntry("time_ids", Tensor.of(Shape.of(1, 5), 480, 640, 2, 3, 2.5f));
    }

    @Test
    void a_network_that_is_not_told_sizes_is_refused() {
        FakeModel sd15 = FakeModel.named("pocket", "sd15").network("unet", FakeNetwork.named("unet"));

        assertThatThrownBy(() -> tester(sd15).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the network of pocket is not told sizes, only those of SDXL are; take this node away");
    }

    private static Map<String, Tensor> told(int numbers) {
        FakeModel model = FakeModel.named("xl", "sdxl")
                .network("unet", FakeNetwork.named("unet").input("time_ids", Element.FLOAT32, -1, numbers));
        return tester(model).runPure().conditioning().inputs();
    }

    private static NodeTester<SizeConditioning.In, SizeConditioning.Out> tester(FakeModel model) {
        return NodeTester.of(new SizeConditioning())
                .with("conditioning", new Conditioning(Map.of("encoder_hidden_states", TEXT)))
                .with("unet", model)
                .with("width", 640)
                .with("height", 480)
                .with("left", 3)
                .with("top", 2)
                .with("targetWidth", 1024)
                .with("targetHeight", 768)
                .with("score", 2.5);
    }
}

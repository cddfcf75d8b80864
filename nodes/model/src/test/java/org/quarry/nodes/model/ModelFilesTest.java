package org.quarry.nodes.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;

/** What is refused is the file's fault; what is taken stands among the tests of the whole application, on real networks. */
class ModelFilesTest {
    private final Model model = FakeModel.named("painter", "sd15");

    @Test
    void a_lora_on_a_model_without_weights_is_refused_at_its_file() {
        assertThatThrownBy(() -> NodeTester.of(new LoadLora())
                        .with("unet", model)
                        .with("textEncoder", model)
                        .with("file", Path.of("style.safetensors"))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the weights of model 'painter' cannot be changed by style.safetensors")
                .extracting("input")
                .isEqualTo("file");
    }

    @Test
    void a_control_net_for_a_model_without_weights_is_refused_at_its_file() {
        assertThatThrownBy(() -> NodeTester.of(new LoadControlNet())
                        .with("unet", model)
                        .with("file", Path.of("canny.safetensors"))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the network of model 'painter' cannot be steered by canny.safetensors")
                .extracting("input")
                .isEqualTo("file");
    }
}

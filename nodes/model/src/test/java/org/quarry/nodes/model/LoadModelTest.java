package org.quarry.nodes.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;

class LoadModelTest {
    @Test
    void every_part_is_of_the_named_model() {
        Model pocket = FakeModel.named("pocket", "sd15");
        TestCall call = new TestCall().offering(pocket).offering(FakeModel.named("other", "sdxl"));

        LoadModel.Out parts = NodeTester.of(new LoadModel())
                .with("model", "pocket")
                .calling(call)
                .run();

        assertThat(parts).isEqualTo(new LoadModel.Out(pocket, pocket, pocket, pocket, pocket));
    }

    @Test
    void the_bundled_model_is_the_default() {
        Model pocket = FakeModel.named("pocket", "sd15");

        LoadModel.Out parts = NodeTester.of(new LoadModel())
                .calling(new TestCall().offering(pocket))
                .run();

        assertThat(parts.unet()).isSameAs(pocket);
    }

    @Test
    void parts_of_others_are_asked_for_by_name() {
        TestCall call = new TestCall().offering(FakeModel.named("flux.safetensors", "flux"));

        NodeTester.of(new LoadModel())
                .with("model", "flux.safetensors")
                .with("textEncodersFrom", "clip_l.safetensors, t5xxl.safetensors")
                .with("vaeFrom", "ae.safetensors")
                .with("precision", LoadModel.Precision.FP16)
                .calling(call)
                .run();

        assertThat(call.requests())
                .containsExactly(new ModelRequest(
                        "flux.safetensors",
                        List.of("clip_l.safetensors", "t5xxl.safetensors"),
                        "ae.safetensors",
                        ModelRequest.Precision.FP16));
    }

    @Test
    void a_model_that_was_found_by_its_hash_under_another_name_is_told() {
        Model painter = FakeModel.named("painter.safetensors", "sd15");
        TestCall call = new TestCall().offering("other.safetensors@4199bcdd14", painter);

        NodeTester.of(new LoadModel())
                .with("model", "other.safetensors@4199bcdd14")
                .calling(call)
                .run();

        assertThat(call.reports())
                .containsExactly("'other.safetensors@4199bcdd14' is 'painter.safetensors' here, by its hash");
    }

    @Test
    void a_model_that_is_not_there_is_refused() {
        assertThatThrownBy(() ->
                        NodeTester.of(new LoadModel()).with("model", "none").run())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no model 'none'");
    }
}

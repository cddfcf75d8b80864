package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Wire;
import org.quarry.workflow.Workflow;

class PictureSizesTest {
    private static final Socket PICTURES = Socket.parse("decode.pictures");
    private static final KnownModels MODELS = KnownModels.of(List.of(new ModelDescription(
            "small", "sd15", Path.of("small"), List.of("vae"), List.of(), "float32", 1, Map.of("factor", 8))));

    private static String shape(String latent, String model) {
        PlacedNode decode = PlacedNode.of(NodeType.parse("test:decode@1"))
                .with("latent", new Input.Wires(List.of(Socket.parse("noise.latent"))))
                .with("vae", new Input.Wires(List.of(Socket.parse("model.vae"))));
        ValueType picture = new ValueType("org.quarry.tensor.Picture");
        ValueType tensor = new ValueType("org.quarry.tensor.Tensor");
        Map<Socket, Wire> wires = Map.of(
                Socket.parse("noise.latent"),
                new Wire(tensor, false, "latent<sd15>", latent, false, ""),
                Socket.parse("model.vae"),
                new Wire(tensor, false, "vae<sd15>", "", false, model),
                PICTURES,
                new Wire(picture, true, "", "", false, ""));
        Workflow workflow = Workflow.empty("").with("decode", decode);
        Checked checked = new Checked(workflow, List.of(), Optional.empty(), wires);
        return String.valueOf(PictureSizes.filled(checked, MODELS).get(PICTURES).shape());
    }

    @Test
    void a_decoded_picture_is_as_many_times_larger_as_its_autoencoder_says() {
        assertThat(shape("1,4,16,32", "small")).isEqualTo("3,128,256");
    }

    @Test
    void what_is_not_known_is_not_guessed() {
        assertThat(shape("1,4,?,32", "small")).isEqualTo("3,?,256");
        assertThat(shape("", "small")).isEmpty();
        assertThat(shape("1,4,16,32", "other")).isEmpty();
        assertThat(shape("1,4,16,32", "")).isEmpty();
    }
}

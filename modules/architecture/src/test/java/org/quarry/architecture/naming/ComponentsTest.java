package org.quarry.architecture.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.architecture.References;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

class ComponentsTest {
    static Stream<Arguments> files() {
        return Stream.of("sd15", "sdxl", "flux-dev", "sd15-controlnet").flatMap(model -> {
            Map<String, Object> listing = References.json(References.folder("full-size/" + model + ".json"));
            return References.members(listing.get("single_file")).entrySet().stream()
                    .map(file -> Arguments.of(file.getKey(), file.getValue(), listing.get("components")));
        });
    }

    /** What is left over is told apart: the last modulation of FLUX and OpenCLIP's projection are stored another way. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aSingleFileHoldsTheTensorsOfAFolderUnderOtherNames(String file, Object names, Object folder) {
        Map<String, Weights> components = Components.of(file, References.listed(names));
        assertThat(components).isNotEmpty();
        components.forEach((component, weights) -> {
            Map<String, Object> listing =
                    References.members(References.members(folder).get(component));
            assertThat(without(shapes(weights.tensors())))
                    .as(component)
                    .isEqualTo(without(shapes(References.listed(listing.get("tensors")))));
        });
    }

    private static Map<String, List<Long>> shapes(Map<String, StoredTensor> tensors) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            // The autoencoder's linear layers are convolutions of one pixel in files of its authors' program.
            List<Long> axes = tensor.axes();
            boolean pointwise = axes.size() == 4 && axes.subList(2, 4).equals(List.of(1L, 1L));
            shapes.put(name, pointwise ? axes.subList(0, 2) : axes);
        });
        return shapes;
    }

    private static Map<String, List<Long>> without(Map<String, List<Long>> shapes) {
        shapes.keySet()
                .removeIf(name -> name.startsWith("norm_out.")
                        || name.startsWith("text_projection")
                        || name.equals("logit_scale")
                        || name.endsWith("position_ids"));
        return shapes;
    }

    /** T5 is the second text encoder of FLUX, the third of Stable Diffusion 3, and without either just T5. */
    @Test
    void theNumberOfT5DependsOnTheTransformer() {
        String t5 = "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.q.weight";
        String flux = "model.diffusion_model.double_blocks.0.img_mod.lin.weight";
        String three = "model.diffusion_model.x_embedder.proj.weight";
        String block = "model.diffusion_model.joint_blocks.0.x_block.mlp.fc1.weight";

        assertThat(of(t5, flux)).containsExactly("text_encoder_2", "transformer");
        assertThat(of(t5, three, block)).containsExactly("text_encoder_3", "transformer");
        assertThat(of(t5)).containsExactly("t5");
    }

    private static Set<String> of(String... names) {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        for (String name : names) {
            tensors.put(name, new StoredTensor(name, Path.of("/x"), ElementType.F16, List.of(6L, 2L), 100));
        }
        return Components.of("x", tensors).keySet();
    }

    @Test
    void whatIsNoModelHasNoComponents() {
        StoredTensor lora = new StoredTensor(
                "lora_unet_down_blocks_0.lora_down.weight", Path.of("/x"), ElementType.F16, List.of(4L, 320L), 100);
        assertThat(Components.of("x", Map.of(lora.name(), lora))).isEmpty();
    }
}

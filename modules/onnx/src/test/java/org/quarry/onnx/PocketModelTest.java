package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PocketModelTest {
    private static Models models;
    private static Model pocket;

    @BeforeAll
    static void open() {
        Path folder = ModelsOnDisk.pocket();
        models = ModelsOnDisk.open(folder.getParent());
        pocket = models.open("pocket");
    }

    @AfterAll
    static void close() {
        if (models != null) {
            models.close();
        }
    }

    @Test
    void its_description_tells_family_sizes_and_components() {
        ModelDescription description = pocket.description();

        assertThat(description.name()).isEqualTo("pocket");
        assertThat(description.family()).isEqualTo("sd-192");
        assertThat(description.components()).containsExactly("text_encoder", "unet", "vae_decoder", "vae_encoder");
        assertThat(description.missing()).isEmpty();
        assertThat(description.precision()).isEqualTo("float16");
        assertThat(description.sizes())
                .isEqualTo(Map.of("channels", 4, "factor", 8, "textWidth", 192, "textLength", 32, "side", 128));
        assertThat(models.describe("pocket")).contains(description);
        assertThat(models.list()).contains(description);
    }

    @Test
    void ports_have_the_types_and_axes_that_the_network_declares() {
        Network unet = pocket.network("unet");

        assertThat(unet.name()).isEqualTo("pocket/unet");
        assertThat(unet.input("sample").orElseThrow().axes()).containsExactly(-1, -1, -1, -1);
        assertThat(unet.input("sample").orElseThrow().type()).isEqualTo(NetworkPort.Element.FLOAT32);
        assertThat(pocket.network("text_encoder")
                        .input("input_ids")
                        .orElseThrow()
                        .type())
                .isEqualTo(NetworkPort.Element.INT32);
    }

    @Test
    void only_the_outputs_that_are_asked_for_are_computed() {
        Network unet = pocket.network("unet");
        Map<String, Tensor> inputs = unetInputs(1);

        assertThat(unet.execute(inputs, List.of("out_sample"), ModelsOnDisk.NEVER))
                .containsOnlyKeys("out_sample");
        assertThat(unet.execute(inputs, List.of(), ModelsOnDisk.NEVER))
                .containsOnlyKeys(
                        "out_sample",
                        "cross_attention",
                        "cross_attention_down_1",
                        "cross_attention_mid_0",
                        "cross_attention_mid_1",
                        "cross_attention_up_1");
    }

    @Test
    void each_layer_tells_which_share_of_its_look_every_place_gives_to_each_word() {
        Map<String, Tensor> maps = pocket.network("unet")
                .execute(
                        unetInputs(2),
                        List.of("cross_attention", "cross_attention_down_1", "cross_attention_mid_0"),
                        ModelsOnDisk.NEVER);

        assertThat(maps.get("cross_attention").shape()).isEqualTo(Shape.of(2, 32, 8, 8));
        assertThat(maps.get("cross_attention_down_1").shape()).isEqualTo(Shape.of(2, 32, 8, 8));
        assertThat(maps.get("cross_attention_mid_0").shape()).isEqualTo(Shape.of(2, 32, 4, 4));
        Tensor map = maps.get("cross_attention_mid_0");
        for (int place = 0; place < 16; place++) {
            double sum = 0;
            for (int word = 0; word < 32; word++) {
                sum += map.at(word * 16 + place);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void a_batch_gives_what_its_rows_give_alone() {
        Network unet = pocket.network("unet");
        Map<String, Tensor> both = unetInputs(2);

        Tensor together =
                unet.execute(both, List.of("out_sample"), ModelsOnDisk.NEVER).get("out_sample");

        for (int row = 0; row < 2; row++) {
            Map<String, Tensor> one = Map.of(
                    "sample", both.get("sample").rows(row, row + 1),
                    "timestep", both.get("timestep"),
                    "encoder_hidden_states", both.get("encoder_hidden_states").rows(row, row + 1));
            Tensor alone =
                    unet.execute(one, List.of("out_sample"), ModelsOnDisk.NEVER).get("out_sample");
            // Sums are added up in another order: 1e-4 of values of size 1 to 5.
            assertThat(together.rows(row, row + 1).rootMeanSquareDifference(alone))
                    .isLessThan(1e-4);
        }
    }

    @Test
    void the_same_run_twice_gives_the_same_bits() {
        Network unet = pocket.network("unet");

        Map<String, Tensor> first = unet.execute(unetInputs(2), List.of(), ModelsOnDisk.NEVER);

        assertThat(unet.execute(unetInputs(2), List.of(), ModelsOnDisk.NEVER)).isEqualTo(first);
    }

    @Test
    void settings_and_texts_are_read_by_component_and_path() {
        assertThat(pocket.config("scheduler"))
                .containsEntry("beta_start", 0.00085)
                .containsEntry("num_train_timesteps", 1000L);
        assertThat(pocket.config("scheduler")).doesNotContainKey("trained_betas");
        assertThat(pocket.config("vae_decoder")).containsEntry("scaling_factor", 0.18215);
        assertThat(pocket.config("safety_checker")).isEmpty();
        assertThat(pocket.text("tokenizer/merges.txt")).startsWith("#version");
        assertThat(pocket.json("tokenizer/vocab.json")).hasSize(868);
    }

    private static Map<String, Tensor> unetInputs(int batch) {
        Random random = new Random(1);
        return Map.of(
                "sample", normal(random, Shape.of(batch, 4, 16, 16)),
                "timestep", Tensor.scalar(500),
                "encoder_hidden_states", normal(random, Shape.of(batch, 32, 192)));
    }

    private static Tensor normal(Random random, Shape shape) {
        return Tensor.filled(shape, 0).map(zero -> random.nextGaussian());
    }
}

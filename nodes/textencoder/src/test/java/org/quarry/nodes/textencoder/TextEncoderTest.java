package org.quarry.nodes.textencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Emphasis;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Encoders of two numbers for each token: the id times ten to the power of the state's number, and the state's number. */
class TextEncoderTest {
    private final TestCall call = new TestCall();

    @Test
    void one_chunk_is_encoded_as_it_is() {
        Tensor states =
                encode(oneEncoder(), new Tokens("a", List.of(List.of(7, 1, 8)))).get("encoder_hidden_states");

        assertThat(states).isEqualTo(Tensor.of(Shape.of(1, 3, 2), 7, 0, 1, 0, 8, 0));
    }

    @Test
    void chunks_are_encoded_one_by_one_and_stand_one_after_the_other() {
        Tensor states = encode(oneEncoder(), new Tokens("a b", List.of(List.of(7, 1, 8), List.of(7, 2, 8))))
                .get("encoder_hidden_states");

        assertThat(states).isEqualTo(Tensor.of(Shape.of(1, 6, 2), 7, 0, 1, 0, 8, 0, 7, 0, 2, 0, 8, 0));
        assertThat(call.networkRuns()).hasSize(2);
    }

    @Test
    void weights_move_states_away_from_those_of_an_empty_prompt() {
        Emphasis emphasis = new Emphasis.FromEmpty(List.of(List.of(1.0, 1.5, 1.0)), List.of(7, 5, 8));

        Tensor states = encode(oneEncoder(), new Tokens("a", List.of(List.of(7, 1, 8)), emphasis))
                .get("encoder_hidden_states");

        // 5 + 1.5 · (1 − 5)
        assertThat(states).isEqualTo(Tensor.of(Shape.of(1, 3, 2), 7, 0, -1, 0, 8, 0));
    }

    @Test
    void each_of_two_encoders_weighs_its_own_states_with_its_own_padding() {
        Emphasis emphasis = new Emphasis.FromEmpty(List.of(List.of(1.0, 1.0, 1.0, 2.0)), List.of(7, 8, 8, 8));

        Map<String, Tensor> inputs =
                encode(twoEncoders(false), new Tokens("a", List.of(List.of(7, 1, 2, 8)), emphasis));

        // The last token is 80 in both; the empty prompt there has 80, and for the second encoder, padded with 5, 50.
        assertThat(inputs.get("encoder_hidden_states"))
                .isEqualTo(Tensor.of(Shape.of(1, 4, 4), 70, 1, 70, 1, 10, 1, 10, 1, 20, 1, 20, 1, 80, 1, 110, 1));
        assertThat(inputs.get("text_embeds")).isEqualTo(Tensor.of(Shape.of(1, 2), 7, 4));
    }

    @Test
    void the_last_hidden_state_is_found_under_any_name() {
        FakeModel model = FakeModel.named("other", "sd15")
                .json("model_index.json", Map.of())
                .network("text_encoder", network(0, "tokens", "states"));

        assertThat(encode(model, new Tokens("a", List.of(List.of(7, 8))))).containsKey("encoder_hidden_states");
    }

    @Test
    void two_encoders_are_joined_along_the_width_with_the_pooled_text_of_the_second() {
        Map<String, Tensor> inputs = encode(twoEncoders(false), new Tokens("a", List.of(List.of(7, 1, 8, 8))));

        // The last hidden state but one of three is number 1; the second encoder pads with 5 instead of the end token
        // 8.
        assertThat(inputs.get("encoder_hidden_states"))
                .isEqualTo(Tensor.of(Shape.of(1, 4, 4), 70, 1, 70, 1, 10, 1, 10, 1, 80, 1, 80, 1, 80, 1, 50, 1));
        assertThat(inputs.get("text_embeds")).isEqualTo(Tensor.of(Shape.of(1, 2), 7, 4));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_the_second_encoder_pads_with_may_stand_in_tokenizer_json(boolean added) {
        FakeModel model = twoEncoders(Map.of(
                "tokenizer_2/tokenizer.json",
                added
                        ? Map.of("added_tokens", List.of(Map.of("content", "!", "id", 5L)))
                        : Map.of("model", Map.of("vocab", Map.of("!", 5L)))));

        Map<String, Tensor> inputs = encode(model, new Tokens("a", List.of(List.of(7, 1, 8, 8))));

        assertThat(inputs).isEqualTo(encode(twoEncoders(false), new Tokens("a", List.of(List.of(7, 1, 8, 8)))));
    }

    @Test
    void a_second_tokenizer_that_pads_with_what_it_lacks_is_refused() {
        FakeModel model = twoEncoders(Map.of("tokenizer_2/tokenizer.json", Map.of()));

        assertThatThrownBy(() -> encode(model, new Tokens("a", List.of(List.of(7, 8)))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer_2 of model 'xl' pads with '!', which its vocabulary does not have");
    }

    @Test
    void the_refiner_of_sdxl_has_the_second_encoder_only() {
        FakeNetwork second = network(0, "input_ids", "last_hidden_state")
                .output("text_embeds", Element.FLOAT32, inputs -> pooled(inputs.get("input_ids")), -1, 2);
        FakeModel refiner = FakeModel.named("refiner", "sdxl")
                .json("model_index.json", Map.of())
                .json("tokenizer_2/vocab.json", Map.of("!", 5L))
                .config("tokenizer_2", Map.of("pad_token", "!"))
                .network("text_encoder_2", hidden(second));

        Map<String, Tensor> inputs = encode(refiner, new Tokens("a", List.of(List.of(7, 1, 8, 5))));

        assertThat(inputs.get("encoder_hidden_states"))
                .isEqualTo(Tensor.of(Shape.of(1, 4, 2), 70, 1, 10, 1, 80, 1, 50, 1));
        assertThat(inputs.get("text_embeds")).isEqualTo(Tensor.of(Shape.of(1, 2), 7, 4));
    }

    @Test
    void an_empty_prompt_is_zeros_where_the_model_wants_that() {
        Map<String, Tensor> inputs = encode(twoEncoders(true), new Tokens(" ", List.of(List.of(7, 8, 8))));

        assertThat(inputs.get("encoder_hidden_states")).isEqualTo(Tensor.filled(Shape.of(1, 3, 4), 0));
        assertThat(inputs.get("text_embeds")).isEqualTo(Tensor.filled(Shape.of(1, 2), 0));
    }

    @Test
    void an_empty_prompt_is_encoded_where_the_user_wants_that() {
        Conditioning conditioning = NodeTester.of(new TextEncoder())
                .with("encoder", twoEncoders(true))
                .with("tokens", new Tokens("", List.of(List.of(7, 8))))
                .with("empty", EmptyPrompt.ENCODED)
                .run()
                .conditioning();

        assertThat(conditioning.inputs().get("text_embeds")).isEqualTo(Tensor.of(Shape.of(1, 2), 7, 2));
    }

    @Test
    void a_family_that_it_does_not_know_is_refused() {
        FakeModel three = oneEncoder().network("text_encoder_3", network(0, "input_ids", "last_hidden_state"));

        assertThatThrownBy(() -> encode(three, new Tokens("a", List.of(List.of(7, 8)))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "knows the families Stable Diffusion 1, 2, XL and 3, and FLUX; model 'pocket' is of family"
                                + " sd15");
    }

    @Test
    void an_export_without_hidden_states_is_refused() {
        FakeModel model = twoEncoders(false).network("text_encoder", network(0, "input_ids", "last_hidden_state"));

        assertThatThrownBy(() -> encode(model, new Tokens("a", List.of(List.of(7, 8)))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not give its hidden states")
                .hasMessageContaining("export the model again");
    }

    @Test
    void clip_skip_counts_layers_from_the_end_and_keeps_the_last_norm_where_the_family_has_it() {
        FakeNetwork three = network(0, "input_ids", "last_hidden_state")
                .output("clip_skip_1", Element.FLOAT32, inputs -> states(inputs.get("input_ids"), 2), -1, -1, 2);
        FakeModel model = FakeModel.named("anime", "sd15")
                .json("model_index.json", Map.of())
                .network("text_encoder", three);
        Tokens tokens = new Tokens("a", List.of(List.of(7, 8)));
        Tensor last = Tensor.of(Shape.of(1, 2, 2), 7, 0, 8, 0);

        assertThat(encode(model, tokens, 0)).containsEntry("encoder_hidden_states", last);
        assertThat(encode(model, tokens, 1)).containsEntry("encoder_hidden_states", last);
        assertThat(encode(model, tokens, 2))
                .containsEntry("encoder_hidden_states", Tensor.of(Shape.of(1, 2, 2), 700, 2, 800, 2));
        assertThatThrownBy(() -> encode(model, tokens, 3))
                .hasMessageContaining("is 3, and encoder does not give that state; set a smaller number");
        assertThatThrownBy(() -> encode(oneEncoder(), tokens, 2))
                .hasMessageContaining("is 2, and encoder does not give that state; set 0, or take the model as"
                        + " .safetensors, which gives all of them");
    }

    @Test
    void clip_skip_of_sdxl_takes_hidden_states_as_they_are_of_both_encoders() {
        Tokens tokens = new Tokens("a", List.of(List.of(7, 8)));

        assertThat(encode(twoEncoders(false), tokens, 2)).isEqualTo(encode(twoEncoders(false), tokens));
        assertThat(encode(twoEncoders(false), tokens, 1))
                .containsEntry("encoder_hidden_states", Tensor.of(Shape.of(1, 2, 4), 700, 2, 700, 2, 800, 2, 800, 2));
        assertThatThrownBy(() -> encode(twoEncoders(false), tokens, 3))
                .hasMessageContaining("is 3, and encoder has 2 layers; set at most that");
    }

    private Map<String, Tensor> encode(FakeModel model, Tokens tokens) {
        return encode(model, tokens, 0);
    }

    private Map<String, Tensor> encode(FakeModel model, Tokens tokens, int clipSkip) {
        return NodeTester.of(new TextEncoder())
                .with("encoder", model)
                .with("tokens", tokens)
                .with("clipSkip", clipSkip)
                .calling(call)
                .run()
                .conditioning()
                .inputs();
    }

    private static FakeModel oneEncoder() {
        return FakeModel.named("pocket", "sd15")
                .json("model_index.json", Map.of())
                .network("text_encoder", network(0, "input_ids", "last_hidden_state"));
    }

    private static FakeModel twoEncoders(boolean zeros) {
        return twoEncoders(Map.of(
                "model_index.json", Map.of("force_zeros_for_empty_prompt", zeros),
                "tokenizer_2/vocab.json", Map.of("!", 5L)));
    }

    private static FakeModel twoEncoders(Map<String, Map<String, Object>> files) {
        FakeNetwork second = network(0, "input_ids", "last_hidden_state")
                .output("text_embeds", Element.FLOAT32, inputs -> pooled(inputs.get("input_ids")), -1, 2);
        FakeModel model = FakeModel.named("xl", "sdxl").json("model_index.json", Map.of());
        files.forEach(model::json);
        return model.config("tokenizer_2", Map.of("pad_token", "!"))
                .network("text_encoder", hidden(network(0, "input_ids", "last_hidden_state")))
                .network("text_encoder_2", hidden(second));
    }

    private static FakeNetwork network(int number, String input, String output) {
        return FakeNetwork.named("encoder")
                .input(input, Element.INT64, 1, -1)
                .output(output, Element.FLOAT32, inputs -> states(inputs.get(input), number), -1, -1, 2);
    }

    private static FakeNetwork hidden(FakeNetwork network) {
        for (int i = 0; i < 3; i++) {
            int number = i;
            network.output(
                    "hidden_states." + i,
                    Element.FLOAT32,
                    inputs -> states(inputs.get("input_ids"), number),
                    -1,
                    -1,
                    2);
        }
        return network;
    }

    private static Tensor states(Tensor ids, int number) {
        float[] values = new float[2 * ids.shape().count()];
        for (int i = 0; i < ids.shape().count(); i++) {
            values[2 * i] = (float) (ids.at(i) * Math.pow(10, number));
            values[2 * i + 1] = number;
        }
        return Tensor.adopt(Shape.of(1, ids.shape().count(), 2), values);
    }

    /** The first id and the number of ids. */
    private static Tensor pooled(Tensor ids) {
        return Tensor.of(Shape.of(1, 2), ids.at(0), ids.shape().count());
    }
}

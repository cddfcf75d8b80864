package org.quarry.nodes.textencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
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

/**
 * Families that read prompts with T5, too. The states of CLIP are one number for each token, its id times ten to the power of
 * the state's number; those of T5 are three: the id, 1 and 2. Pooled texts are the first id and the number of ids.
 */
class T5EncodingTest {
    private static final Tokens CLIP = new Tokens("a", List.of(List.of(7, 1, 8, 8)));
    private static final Tokens T5 = new Tokens("a", List.of(List.of(4, 9)));

    @Test
    void flux_is_steered_by_the_states_of_t5_and_the_pooled_text_of_clip() {
        Map<String, Tensor> inputs = encode(flux(), Optional.of(T5));

        assertThat(inputs)
                .containsOnlyKeys("encoder_hidden_states", "pooled_projections")
                .containsEntry("encoder_hidden_states", Tensor.of(Shape.of(1, 2, 3), 4, 1, 2, 9, 1, 2))
                .containsEntry("pooled_projections", Tensor.of(Shape.of(1, 2), 7, 4));
    }

    @Test
    void stable_diffusion_3_has_the_states_of_both_clips_filled_up_with_zeros_and_then_those_of_t5() {
        Map<String, Tensor> inputs = encode(stableDiffusion3().network("text_encoder_3", t5()), Optional.of(T5));

        // State 1 is the last but one; the second CLIP pads with 5 after its first end token.
        assertThat(inputs.get("encoder_hidden_states"))
                .isEqualTo(Tensor.of(Shape.of(1, 6, 3), 70, 70, 0, 10, 10, 0, 80, 80, 0, 80, 50, 0, 4, 1, 2, 9, 1, 2));
        assertThat(inputs.get("pooled_projections")).isEqualTo(Tensor.of(Shape.of(1, 4), 7, 4, 7, 4));
    }

    @Test
    void stable_diffusion_3_without_t5_has_zeros_in_its_place_and_says_so() {
        TestCall call = new TestCall();
        Tensor states = NodeTester.of(new TextEncoder())
                .with("encoder", stableDiffusion3())
                .with("tokens", CLIP)
                .calling(call)
                .run()
                .conditioning()
                .inputs()
                .get("encoder_hidden_states");

        assertThat(call.reports()).singleElement().asString().contains("has no T5 (text_encoder_3)");

        assertThat(states.shape()).isEqualTo(Shape.of(1, 4 + 256, 3));
        assertThat(states.at(0)).isEqualTo(70);
        for (int i = 4 * 3; i < states.shape().count(); i++) {
            assertThat(states.at(i)).isZero();
        }
    }

    @Test
    void words_have_weights_for_t5_too() {
        Tokens weighed = new Tokens(
                "(a)", List.of(List.of(4, 9)), new Emphasis.FromEmpty(List.of(List.of(2.0, 1.0)), List.of(9, 0)));

        // 9 + 2 · (4 − 9)
        assertThat(encode(flux(), Optional.of(weighed)).get("encoder_hidden_states"))
                .isEqualTo(Tensor.of(Shape.of(1, 2, 3), -1, 1, 2, 9, 1, 2));
    }

    @Test
    void the_tokens_of_t5_may_come_along_with_those_of_clip() {
        Map<String, Tensor> alone = NodeTester.of(new TextEncoder())
                .with("encoder", flux())
                .with("tokens", CLIP.with(Map.of("tokenizer_2", T5)))
                .runPure()
                .conditioning()
                .inputs();

        assertThat(alone).isEqualTo(encode(flux(), Optional.of(T5)));
    }

    @Test
    void without_tokens_of_t5_it_says_where_they_come_from() {
        assertThatThrownBy(() -> encode(flux(), Optional.empty()))
                .isInstanceOf(NodeException.class)
                .hasMessage("there is none, and model 'flux' reads prompts with T5, too; it lacks"
                        + " tokenizer_2/tokenizer.json: copy it from where the model is from");
        FakeModel whole =
                stableDiffusion3().network("text_encoder_3", t5()).json("tokenizer_3/tokenizer.json", Map.of());
        assertThatThrownBy(() -> encode(whole, Optional.empty()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("take the tokens of a Tokenizer whose parameter which is first");
    }

    @Test
    void tokens_of_t5_for_a_family_that_has_none_are_refused() {
        FakeModel sd15 = FakeModel.named("pocket", "sd15")
                .json("model_index.json", Map.of())
                .network("text_encoder", clip());

        assertThatThrownBy(() -> encode(sd15, Optional.of(T5)))
                .isInstanceOf(NodeException.class)
                .hasMessage("model 'pocket' is of family sd15, which has no T5; take the wire away");
    }

    @Test
    void an_export_without_the_pooled_text_is_refused() {
        FakeModel bare = flux().network(
                        "text_encoder",
                        FakeNetwork.named("bare")
                                .input("input_ids", Element.INT64, 1, -1)
                                .output("last_hidden_state", Element.FLOAT32, inputs -> inputs.get("input_ids")));

        assertThatThrownBy(() -> encode(bare, Optional.of(T5)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bare does not give 'pooler_output', which its family is steered by");
    }

    private static Map<String, Tensor> encode(FakeModel model, Optional<Tokens> t5) {
        NodeTester<TextEncoder.In, TextEncoder.Out> node =
                NodeTester.of(new TextEncoder()).with("encoder", model).with("tokens", CLIP);
        return t5.map(tokens -> node.with("t5Tokens", tokens))
                .orElse(node)
                .runPure()
                .conditioning()
                .inputs();
    }

    private static FakeModel flux() {
        return FakeModel.named("flux", "flux")
                .json("model_index.json", Map.of())
                .network("text_encoder", clip())
                .network("text_encoder_2", t5())
                .network("transformer", FakeNetwork.named("transformer"));
    }

    private static FakeModel stableDiffusion3() {
        return FakeModel.named("three", "sd3")
                .json("model_index.json", Map.of())
                .json("tokenizer_2/vocab.json", Map.of("!", 5L))
                .config("tokenizer_2", Map.of("pad_token", "!"))
                .size("textWidth", 3)
                .network("text_encoder", clip())
                .network("text_encoder_2", clip())
                .network("transformer", FakeNetwork.named("transformer"));
    }

    private static FakeNetwork t5() {
        return FakeNetwork.named("t5")
                .input("input_ids", Element.INT64, -1, -1)
                .output("last_hidden_state", Element.FLOAT32, inputs -> threes(inputs.get("input_ids")), -1, -1, 3);
    }

    private static Tensor threes(Tensor ids) {
        float[] values = new float[3 * ids.shape().count()];
        for (int i = 0; i < ids.shape().count(); i++) {
            values[3 * i] = ids.at(i);
            values[3 * i + 1] = 1;
            values[3 * i + 2] = 2;
        }
        return Tensor.adopt(Shape.of(1, ids.shape().count(), 3), values);
    }

    private static FakeNetwork clip() {
        FakeNetwork network = FakeNetwork.named("clip").input("input_ids", Element.INT64, 1, -1);
        for (int i = 0; i < 3; i++) {
            double factor = Math.pow(10, i);
            network.output("hidden_states." + i, Element.FLOAT32, inputs -> column(inputs.get("input_ids"), factor));
        }
        for (String pooled : List.of("text_embeds", "pooler_output")) {
            network.output(pooled, Element.FLOAT32, inputs -> pooled(inputs.get("input_ids")), -1, 2);
        }
        return network.output("last_hidden_state", Element.FLOAT32, inputs -> column(inputs.get("input_ids"), 1));
    }

    private static Tensor column(Tensor ids, double factor) {
        return ids.times(factor).reshaped(Shape.of(1, ids.shape().count(), 1));
    }

    private static Tensor pooled(Tensor ids) {
        return Tensor.of(Shape.of(1, 2), ids.at(0), ids.shape().count());
    }
}

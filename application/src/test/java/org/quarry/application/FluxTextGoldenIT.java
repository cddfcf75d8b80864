package org.quarry.application;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.engine.Engine;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.NodeTester;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.tensor.Tensor;

/** What steers FLUX, by two text encoders of random weights, against what Diffusers computed with the same weights. */
class FluxTextGoldenIT {
    private Engine engine;

    @BeforeEach
    void openEngine() {
        engine = EndToEnd.engine();
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void clip_gives_the_pooled_text_and_t5_the_states() throws Exception {
        EndToEnd golden = EndToEnd.of("flux-tiny");
        Model model = engine.models().open("flux-tiny");
        Tokens clip = NodeTester.of(new Tokenizer())
                .with("text", golden.attribute("prompt"))
                .with("vocabulary", model)
                .run()
                .tokens();
        // The reference has no vocabulary of T5, so its ids are given.
        Tokens t5 = new Tokens(golden.attribute("prompt"), List.of(ids(golden.input("input_ids_2"))));

        Map<String, Tensor> steering = NodeTester.of(new TextEncoder())
                .with("encoder", model)
                .with("tokens", clip)
                .with("t5Tokens", t5)
                .run()
                .conditioning()
                .inputs();

        golden.check("prompt_embeds", steering.get("encoder_hidden_states"));
        golden.check("pooled_prompt_embeds", steering.get("pooled_projections"));
    }

    private static List<Integer> ids(Tensor ids) {
        return IntStream.range(0, ids.shape().count())
                .mapToObj(i -> (int) ids.at(i))
                .toList();
    }
}

package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PromptNodesTest {
    @Test
    void a_text_is_parted_at_and() {
        NodeTester<PromptPart.In, PromptPart.Out> node =
                NodeTester.of(new PromptPart()).with("text", "a cat :1.2 AND a dog ANDROID");

        assertThat(node.runPure()).isEqualTo(new PromptPart.Out("a cat", 1.2));
        assertThat(node.with("part", 2).run()).isEqualTo(new PromptPart.Out(" a dog ANDROID", 1));
        assertThatThrownBy(() -> node.with("part", 3).run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found 2 prompts in the text; wanted number 3: put AND between the prompts, or choose a smaller"
                                + " number");
    }

    @Test
    void a_prompt_changes_after_the_given_step() {
        assertThat(over(4, "a [cat:dog:2]")).containsExactly("a cat", "a cat", "a dog", "a dog");
        assertThat(over(4, "a [cat:dog:0.25]")).containsExactly("a cat", "a dog", "a dog", "a dog");
        assertThat(over(2, "a [cat:dog:9]")).containsExactly("a cat", "a cat");
        assertThat(over(2, "a [cat:dog:0]")).containsExactly("a dog", "a dog");
    }

    @Test
    void words_come_and_go_and_take_turns() {
        assertThat(over(2, "house[ in fog:1]")).containsExactly("house", "house in fog");
        assertThat(over(2, "house[ in fog::1]")).containsExactly("house in fog", "house");
        assertThat(over(4, "[cat|dog|cow]")).containsExactly("cat", "dog", "cow", "cat");
    }

    @Test
    void changes_stand_within_changes() {
        assertThat(over(3, "a[b:[c:d:2]:1]e")).containsExactly("abe", "ace", "ade");
    }

    @Test
    void brackets_for_weights_stay_for_the_tokenizer() {
        assertThat(over(2, "[(cat:1.3):dog:1] [small] (red:1.2) \\[x:1\\]"))
                .containsExactly("(cat:1.3) [small] (red:1.2) \\[x:1\\]", "dog [small] (red:1.2) \\[x:1\\]");
        assertThat(over(1, "a [unbalanced (cat] : 1")).containsExactly("a [unbalanced (cat] : 1");
    }

    private static List<String> over(int steps, String text) {
        Tensor sample = Tensor.filled(Shape.of(1, 1, 1, 1), 0);
        return IntStream.range(0, steps)
                .mapToObj(i -> NodeTester.of(new PromptEditing())
                        .with("text", text)
                        .at(new Step(sample, 0, 1, 0, i, steps))
                        .runPure()
                        .text())
                .toList();
    }
}

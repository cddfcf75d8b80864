package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.model.Emphasis;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.FakeModel;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Words are numbers here; learned are cat, of one vector of ones, and dog-2, of two vectors of twos. Their ids begin at 500. */
class LearnedWordsTest {
    private static final Vocabulary NUMBERS = new Vocabulary() {
        @Override
        public List<Integer> encode(String text) {
            return Arrays.stream(text.split("\\D+"))
                    .filter(word -> !word.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
        }

        @Override
        public Frame frame() {
            return new Frame(List.of(100), List.of(101), 0, 7, true);
        }

        @Override
        public List<Word> words(List<Integer> ids) {
            return List.of();
        }
    };

    private static final Model MODEL =
            FakeModel.named("m", "sd15").word(word("cat", 1)).word(word("dog-2", 2));

    private static LearnedWord word(String name, int tokens) {
        return new LearnedWord(name, 500, Map.of("text_encoder", Tensor.filled(Shape.of(tokens, 3), tokens)));
    }

    private static List<Integer> ids(String text, PromptRule rule) {
        List<Integer> chunk = tokens(text, rule).chunks().get(0);
        return chunk.subList(1, chunk.indexOf(101));
    }

    private static Tokens tokens(String text, PromptRule rule) {
        return new Prompt(text, rule).tokens(NUMBERS, LearnedWords.of(MODEL));
    }

    @Test
    void embedding_and_a_name_call_a_word_by_each_rule() {
        for (PromptRule rule : PromptRule.values()) {
            assertThat(ids("1 embedding:cat 2", rule)).containsExactly(1, 500, 2);
            assertThat(ids("embedding:dog-2, 3", rule)).containsExactly(500, 501, 3);
            assertThat(ids("1\nembedding:cat", rule)).containsExactly(1, 500);
        }
    }

    @Test
    void a_name_alone_calls_a_word_by_the_rules_where_it_does_there() {
        for (PromptRule rule : List.of(PromptRule.WEBUI, PromptRule.PLAIN)) {
            assertThat(ids("1 Cat,2", rule)).containsExactly(1, 500, 2);
            assertThat(ids("concat 1 cats", rule)).containsExactly(1);
        }
        assertThat(ids("1 cat 2", PromptRule.COMFYUI)).containsExactly(1, 2);
    }

    @Test
    void words_take_ids_in_the_order_in_which_they_are_met() {
        LearnedWords words = LearnedWords.of(MODEL);
        Tokens tokens = new Prompt("dog-2 1 cat dog-2", PromptRule.PLAIN).tokens(NUMBERS, words);

        assertThat(tokens.chunks().get(0)).containsExactly(100, 500, 501, 1, 502, 101, 0);
        assertThat(words.vectors())
                .isEqualTo(Map.of("text_encoder", Tensor.of(Shape.of(3, 3), 2, 2, 2, 2, 2, 2, 1, 1, 1)));
    }

    @Test
    void a_word_of_several_vectors_stays_in_one_chunk() {
        assertThat(tokens("1 2 3 4 dog-2", PromptRule.WEBUI).chunks())
                .containsExactly(List.of(100, 1, 2, 3, 4, 101, 0), List.of(100, 500, 501, 101, 0, 0, 0));
    }

    @Test
    void weights_count_for_all_vectors_of_a_word() {
        assertThat(tokens("1 (embedding:dog-2:1.5)", PromptRule.COMFYUI).emphasis())
                .isEqualTo(new Emphasis.FromEmpty(
                        List.of(List.of(1.0, 1.0, 1.5, 1.5, 1.0, 1.0, 1.0)), List.of(100, 101, 0, 0, 0, 0, 0)));
    }

    @Test
    void an_encoder_that_learned_nothing_hears_the_rest() {
        Tokens tokens = new Prompt("1 embedding:cat 2", PromptRule.PLAIN)
                .tokens(NUMBERS, LearnedWords.of(MODEL).unheard());

        assertThat(tokens.chunks().get(0)).containsExactly(100, 1, 2, 101, 0, 0, 0);
    }

    @Test
    void a_word_that_is_not_there_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> ids("1 embedding:cow", PromptRule.COMFYUI))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found 'embedding:cow', and there is no such .safetensors file in the folder embeddings of the"
                                + " models folder (.pt and .bin files are not read); there are cat, dog-2");
        assertThatThrownBy(() -> ids("embedding:cats", PromptRule.COMFYUI)).isInstanceOf(NodeException.class);
    }
}

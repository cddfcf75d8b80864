package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Chunks of six tokens; "cat" is one of them, "ca" two. Two places, left and right, look at them. */
class WordMapsTest {
    private static final Model MODEL = FakeModel.named("small", "sd15")
            .json(
                    "tokenizer/vocab.json",
                    Map.of(
                            "c",
                            0L,
                            "t</w>",
                            3L,
                            "ca",
                            4L,
                            "cat</w>",
                            5L,
                            "a</w>",
                            6L,
                            "<|startoftext|>",
                            7L,
                            "<|endoftext|>",
                            8L))
            .text("tokenizer/merges.txt", "#version: 0.2\nc a\nca t</w>\n")
            .config("tokenizer", Map.of("model_max_length", 6L));

    private static final Picture BLACK = new Picture(Tensor.filled(Shape.of(3, 2, 8), 0));
    private static final int RED = 0;

    @Test
    void each_word_has_a_map_and_what_is_no_word_has_none() {
        WordMaps.Out out = tester("cat a", looks(6)).run();

        assertThat(out.words().lines()).containsExactly("cat", "a");
        assertThat(out.maps()).hasSize(2);
    }

    @Test
    void a_map_is_bright_where_its_word_was_looked_at() {
        // Token 1 is "cat", looked at from the left; token 2 is "a", half as much and from the right.
        List<Picture> maps = tester("cat a", looks(6, new Look(1, 0, 0.4f), new Look(2, 1, 0.2f)))
                .run()
                .maps();

        assertThat(maps.get(0).at(RED, 0, 0)).isCloseTo(1, within(1e-6f));
        assertThat(maps.get(0).at(RED, 0, 7)).isZero();
        assertThat(maps.get(1).at(RED, 1, 0)).isZero();
        assertThat(maps.get(1).at(RED, 1, 7)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void between_the_middles_of_two_places_it_fades() {
        Picture map = tester("cat", looks(6, new Look(1, 0, 0.4f))).run().maps().get(0);

        // Places are 4 pixels wide, so their middles lie at 2 and 6; the pixel from 4 to 5 is 2.5/4 of the way.
        assertThat(map.at(RED, 0, 4)).isCloseTo(0.375f, within(1e-6f));
    }

    @Test
    void each_word_for_itself_shows_where_however_little_it_is() {
        List<Picture> maps = tester("cat a", looks(6, new Look(1, 0, 0.4f), new Look(2, 1, 0.001f)))
                .with("brightness", Brightness.EACH)
                .run()
                .maps();

        assertThat(maps.get(1).at(RED, 0, 7)).isCloseTo(1, within(1e-6f));
    }

    @Test
    void looks_at_the_tokens_of_one_word_are_added_up() {
        List<Picture> maps = tester(
                        "ca cat", looks(6, new Look(1, 0, 0.1f), new Look(2, 0, 0.3f), new Look(3, 1, 0.2f)))
                .run()
                .maps();

        assertThat(maps.get(0).at(RED, 0, 0)).isCloseTo(1, within(1e-6f));
        assertThat(maps.get(1).at(RED, 0, 7)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void words_of_a_second_chunk_follow_those_of_the_first() {
        // Five words where four have room: the fifth is token 1 of the second chunk, 7 of all.
        WordMaps.Out out =
                tester("cat cat cat cat a", looks(12, new Look(7, 1, 0.3f))).run();

        assertThat(out.words().lines()).containsExactly("cat", "cat", "cat", "cat", "a");
        assertThat(out.maps().get(4).at(RED, 0, 7)).isCloseTo(1, within(1e-6f));
        assertThat(out.maps().get(0)).isEqualTo(BLACK);
    }

    @Test
    void the_picture_is_seen_below_as_much_as_wanted() {
        Picture grey = new Picture(Tensor.filled(Shape.of(3, 2, 8), 0.5));

        Picture map = tester("cat", looks(6, new Look(1, 0, 0.4f)))
                .with("pictures", List.of(grey))
                .with("below", 0.2)
                .run()
                .maps()
                .get(0);

        assertThat(map.at(RED, 0, 7)).isCloseTo(0.1f, within(1e-6f));
        assertThat(map.at(RED, 0, 0)).isCloseTo(1, within(1e-6f));
    }

    @Test
    void a_batch_gives_the_maps_picture_by_picture() {
        Tensor both = Tensor.concatenate(List.of(looks(6), looks(6, new Look(1, 0, 0.4f))));

        WordMaps.Out out =
                tester("cat a", both).with("pictures", List.of(BLACK, BLACK)).run();

        assertThat(out.words().lines()).containsExactly("cat", "a", "cat", "a");
        assertThat(out.maps().get(2).at(RED, 0, 0)).isCloseTo(1, within(1e-6f));
    }

    @Test
    void what_does_not_belong_together_is_refused() {
        assertThatThrownBy(() -> tester("cat", looks(7)).run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found 6 tokens, the attention is of 7; link the tokens of the prompt that the Attention step"
                                + " has");
        assertThatThrownBy(() -> tester("cat", looks(6))
                        .with("pictures", List.of(BLACK, BLACK))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("found 2 pictures, the attention is of 1");
        assertThatThrownBy(() -> tester("", looks(6)).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("there is no word in the prompt");
    }

    @Test
    void it_keeps_the_contract_of_a_node() {
        tester("cat a", looks(6, new Look(1, 0, 0.4f))).keepsItsContract();
    }

    /** That a place, 0 left or 1 right, looks at a token. */
    private record Look(int token, int place, float share) {}

    private static Tensor looks(int tokens, Look... looks) {
        float[] shares = new float[2 * tokens];
        for (Look look : looks) {
            shares[2 * look.token() + look.place()] = look.share();
        }
        return Tensor.adopt(Shape.of(1, tokens, 1, 2), shares);
    }

    private static NodeTester<WordMaps.In, WordMaps.Out> tester(String prompt, Tensor attention) {
        return NodeTester.of(new WordMaps())
                .with("attention", attention)
                .with(
                        "tokens",
                        NodeTester.of(new Tokenizer())
                                .with("text", prompt)
                                .with("vocabulary", MODEL)
                                .run()
                                .tokens())
                .with("vocabulary", MODEL)
                .with("pictures", List.of(BLACK));
    }
}

package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.Emphasis;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;

/** A tokenizer as T5 has it, with a vocabulary of nine pieces. */
class LibraryVocabularyTest {
    private static final int END = 1;
    private static final int UNKNOWN = 2;
    private static final int SPACE = 7;

    /** Kudo (2018): of all ways to spell a word, the one whose pieces have the largest sum of log-probabilities. */
    private static final String T5 = """
        {'version': '1.0',
         'added_tokens': [
          {'id': 0, 'content': '<pad>', 'single_word': false, 'lstrip': false, 'rstrip': false, 'normalized': false,
           'special': true},
          {'id': 1, 'content': '</s>', 'single_word': false, 'lstrip': false, 'rstrip': false, 'normalized': false,
           'special': true}],
         'pre_tokenizer': {'type': 'Metaspace', 'replacement': '▁', 'prepend_scheme': 'always', 'split': true},
         'post_processor': {'type': 'TemplateProcessing',
          'single': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'SpecialToken': {'id': '</s>', 'type_id': 0}}],
          'pair': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'Sequence': {'id': 'B', 'type_id': 0}}],
          'special_tokens': {'</s>': {'id': '</s>', 'ids': [1], 'tokens': ['</s>']}}},
         'model': {'type': 'Unigram', 'unk_id': 2, 'vocab': [
          ['<pad>', 0], ['</s>', 0], ['<unk>', 0],
          ['▁a', -2], ['▁cat', -3], ['▁ca', -2], ['t', -2], ['▁', -3], ['s', -4]]}}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeTokenizer() throws IOException {
        Files.createDirectories(folder.resolve("tokenizer_2"));
        write("tokenizer.json", T5);
        write(
                "tokenizer_config.json",
                "{'tokenizer_class': 'T5Tokenizer', 'model_max_length': 6, 'pad_token': '<pad>'}");
    }

    @Test
    void a_word_is_spelt_in_the_most_probable_way() {
        // "▁cat" has −3, "▁ca" and "t" −4 together.
        assertThat(vocabulary().encode("a cat")).containsExactly(3, 4);
        assertThat(vocabulary().encode("cats")).containsExactly(4, 8);
        assertThat(vocabulary().encode("zebra")).containsExactly(SPACE, UNKNOWN);
        assertThat(vocabulary().encode("")).isEmpty();
    }

    @Test
    void a_prompt_ends_with_the_end_token_and_is_padded() {
        assertThat(tokens("a cat").chunks()).containsExactly(List.of(3, 4, END, 0, 0, 0));
        assertThat(tokens("").chunks()).containsExactly(List.of(END, 0, 0, 0, 0, 0));
    }

    @Test
    void each_token_stands_for_a_word_of_its_own() {
        assertThat(vocabulary().words(vocabulary().encode("a cats")))
                .containsExactly(new Word("a", 0, 1), new Word("cat", 1, 2), new Word("s", 2, 3));
    }

    @Test
    void a_longer_prompt_stays_one_chunk() {
        assertThat(tokens("a a a a a a a").chunks()).containsExactly(List.of(3, 3, 3, 3, 3, 3, 3, END));
    }

    @Test
    void words_have_weights_as_with_clip() {
        Emphasis emphasis = tokens("(cat:1.5) a").emphasis();

        assertThat(emphasis)
                .isEqualTo(new Emphasis.FromEmpty(
                        List.of(List.of(1.5, 1.0, 1.0, 1.0, 1.0, 1.0)), List.of(END, 0, 0, 0, 0, 0)));
    }

    @Test
    void many_threads_may_ask_at_once() {
        Vocabulary vocabulary = vocabulary();

        assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> vocabulary.encode("a cats a cat")))
                .containsOnly(List.of(3, 4, 8, 3, 4));
    }

    @Test
    void the_first_tokenizer_gives_the_tokens_of_t5_along() throws IOException {
        Files.createDirectories(folder.resolve("tokenizer"));
        for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(
                    folder.resolve("tokenizer_2").resolve(file),
                    folder.resolve("tokenizer").resolve(file));
        }

        Tokens all = NodeTester.of(new Tokenizer())
                .with("vocabulary", new TokenizerFolder(folder))
                .with("text", "a cat")
                .runPure()
                .tokens();

        assertThat(all.further()).isEqualTo(Map.of("tokenizer_2", tokens("a cat")));
    }

    @Test
    void a_model_that_has_the_second_tokenizer_only_is_read_by_it() {
        Tokens first = NodeTester.of(new Tokenizer())
                .with("vocabulary", new TokenizerFolder(folder))
                .with("text", "a cat")
                .runPure()
                .tokens();

        assertThat(first).isEqualTo(tokens("a cat"));
    }

    @Test
    void the_families_that_were_trained_on_less_than_t5_reads_get_so_much() {
        FakeModel three = model("sd3", "tokenizer_3");
        FakeModel schnell = model("flux", "tokenizer_2").config("transformer", Map.of("guidance_embeds", false));
        FakeModel dev = model("flux", "tokenizer_2").config("transformer", Map.of("guidance_embeds", true));

        assertThat(Vocabularies.of(three, "tokenizer_3").frame().length()).isEqualTo(256);
        assertThat(Vocabularies.of(schnell, "tokenizer_2").frame().length()).isEqualTo(256);
        assertThat(Vocabularies.of(dev, "tokenizer_2").frame().length()).isEqualTo(512);
    }

    private static FakeModel model(String family, String tokenizer) {
        return FakeModel.named("it", family)
                .config(tokenizer, Map.of("model_max_length", 512L, "pad_token", "<pad>"))
                .json(tokenizer + "/tokenizer.json", Map.of())
                .text(tokenizer + "/tokenizer.json", T5.replace('\'', '"'));
    }

    @Test
    void a_file_that_is_no_tokenizer_is_refused() throws IOException {
        write("tokenizer.json", "{}");

        assertThatThrownBy(this::vocabulary)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("tokenizer_2/tokenizer.json of model 'test' cannot be read: ")
                .hasMessageEndingWith("copy the file again from where the model is from");
    }

    @Test
    void a_folder_without_a_tokenizer_says_what_is_wanted() throws IOException {
        Files.delete(folder.resolve("tokenizer_2/tokenizer.json"));

        assertThatThrownBy(this::vocabulary)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("found neither vocab.json with merges.txt nor tokenizer.json");
    }

    @Test
    void the_native_library_is_unpacked_once() throws IOException {
        Path library = TokenizersNative.unpack(folder).get(0);
        FileTime before = Files.getLastModifiedTime(library);

        assertThat(library).startsWith(folder).hasFileName(System.mapLibraryName("tokenizers"));
        assertThat(TokenizersNative.unpack(folder)).containsExactly(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
        try (Stream<Path> files = Files.list(library.getParent())) {
            assertThat(files).containsExactly(library);
        }
    }

    private Tokens tokens(String text) {
        return NodeTester.of(new Tokenizer())
                .with("vocabulary", new TokenizerFolder(folder))
                .with("which", WhichTokenizer.SECOND)
                .with("text", text)
                .runPure()
                .tokens();
    }

    private Vocabulary vocabulary() {
        return Vocabularies.of(new TokenizerFolder(folder), "tokenizer_2");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve("tokenizer_2").resolve(file), content.replace('\'', '"'));
    }
}

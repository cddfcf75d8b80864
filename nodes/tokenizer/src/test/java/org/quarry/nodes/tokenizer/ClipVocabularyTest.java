package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.model.ModelException;

/** Uses a vocabulary of nine words: c a t, their forms at the end of a word, the merges "ca" and "cat", and two marks. */
class ClipVocabularyTest {
    private static final int START = 7;
    private static final int END = 8;

    @TempDir
    Path folder;

    @BeforeEach
    void writeTokenizer() throws IOException {
        Files.createDirectories(folder.resolve("tokenizer"));
        write(
                "vocab.json",
                "{'c': 0, 'a': 1, 't': 2, 't</w>': 3, 'ca': 4, 'cat</w>': 5, 'a</w>': 6, '<|startoftext|>': 7,"
                        + " '<|endoftext|>': 8}");
        write("merges.txt", "#version: 0.2\nc a\nca t</w>\n");
        write("tokenizer_config.json", "{'model_max_length': 6}");
    }

    @Test
    void a_chunk_has_start_end_and_padding() {
        assertThat(chunks("cat a")).containsExactly(List.of(START, 5, 6, END, END, END));
    }

    @Test
    void an_empty_prompt_is_one_chunk_without_words() {
        assertThat(chunks("")).containsExactly(List.of(START, END, END, END, END, END));
    }

    @Test
    void a_prompt_of_just_the_length_is_one_chunk() {
        assertThat(chunks("cat cat cat cat")).containsExactly(List.of(START, 5, 5, 5, 5, END));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'c a', 'ca t</w>'", "['c', 'a'], ['ca', 't</w>']"})
    void one_file_in_place_of_two_gives_the_same(String merges) throws IOException {
        Vocabulary two = Vocabularies.of(new TokenizerFolder(folder), "tokenizer");
        Files.delete(folder.resolve("tokenizer/vocab.json"));
        Files.delete(folder.resolve("tokenizer/merges.txt"));
        write(
                "tokenizer.json",
                "{'added_tokens': [{'id': 7, 'content': '<|startoftext|>'}, {'id': 8, 'content': '<|endoftext|>'}],"
                        + " 'model': {'type': 'BPE', 'end_of_word_suffix': '</w>', 'vocab': {'c': 0, 'a': 1, 't': 2,"
                        + " 't</w>': 3, 'ca': 4, 'cat</w>': 5, 'a</w>': 6}, 'merges': [" + merges + "]}}");

        Vocabulary one = Vocabularies.of(new TokenizerFolder(folder), "tokenizer");

        assertThat(one).isInstanceOf(ClipVocabulary.class);
        assertThat(one.frame()).isEqualTo(two.frame());
        for (String text : List.of("cat a cat a cat", "cacat tca x", "a<|endoftext|>a", "")) {
            assertThat(one.encode(text)).as("%s", text).isEqualTo(two.encode(text));
        }
    }

    @Test
    void one_file_without_byte_pairs_is_refused() throws IOException {
        Files.delete(folder.resolve("tokenizer/vocab.json"));
        write("tokenizer.json", "{'model': {'type': 'Unigram'}}");
        write("tokenizer_config.json", "{'model_max_length': 6, 'tokenizer_class': 'CLIPTokenizer'}");

        assertThatThrownBy(this::vocabulary)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer/tokenizer.json of model 'test' has no byte pairs");
    }

    @Test
    void what_goes_beyond_the_length_fills_more_chunks() {
        assertThat(chunks("cat a cat a cat"))
                .containsExactly(List.of(START, 5, 6, 5, 6, END), List.of(START, 5, END, END, END, END));
    }

    @Test
    void ids_are_read_back_as_words() {
        Vocabulary vocabulary = ClipVocabulary.of(new TokenizerFolder(folder), "tokenizer");

        assertThat(vocabulary.words(vocabulary.encode("cat ca a")))
                .containsExactly(new Word("cat", 0, 1), new Word("ca", 1, 3), new Word("a", 3, 4));
    }

    @Test
    void a_letter_of_several_bytes_is_read_back_whole() throws IOException {
        write("vocab.json", "{'Ã': 0, '¶</w>': 1, '<|startoftext|>': 7, '<|endoftext|>': 8}");
        Vocabulary vocabulary = ClipVocabulary.of(new TokenizerFolder(folder), "tokenizer");

        assertThat(vocabulary.words(vocabulary.encode("ö"))).containsExactly(new Word("ö", 0, 2));
    }

    @Test
    void capitals_do_not_matter() {
        assertThat(chunks("CAT")).isEqualTo(chunks("cat"));
    }

    @Test
    void merges_are_made_in_the_order_of_the_list() {
        assertThat(vocabulary().encode("cacat")).containsExactly(4, 5);
        assertThat(vocabulary().encode("tca a")).containsExactly(2, 0, 6, 6);
    }

    @Test
    void what_the_vocabulary_lacks_is_the_end_token() {
        assertThat(vocabulary().encode("x")).containsExactly(END);
    }

    @Test
    void marks_in_a_prompt_are_marks() {
        assertThat(vocabulary().encode("a<|endoftext|>a")).containsExactly(6, END, 6);
    }

    @Test
    void the_map_of_special_tokens_overrules_the_settings() throws IOException {
        write("tokenizer_config.json", "{'model_max_length': 6, 'pad_token': '<|endoftext|>'}");
        write("special_tokens_map.json", "{'pad_token': {'content': 'c'}}");

        assertThat(chunks("a")).containsExactly(List.of(START, 6, END, 0, 0, 0));
    }

    @Test
    void a_length_without_bounds_is_taken_from_the_text_encoder() throws IOException {
        write("tokenizer_config.json", "{'model_max_length': 1e30}");

        ClipVocabulary four = ClipVocabulary.of(new TokenizerFolder(folder, Map.of("textLength", 4)), "tokenizer");

        assertThat(new Prompt("a", PromptRule.PLAIN).tokens(four).chunks())
                .containsExactly(List.of(START, 6, END, END));
    }

    @Test
    void a_model_that_tells_no_length_is_refused() throws IOException {
        write("tokenizer_config.json", "{}");

        assertThatThrownBy(this::vocabulary)
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'test' does not say how many tokens it reads: tokenizer/tokenizer_config.json has no"
                        + " model_max_length; copy that file again from where the model is from");
    }

    @Test
    void files_that_do_not_belong_together_are_named() throws IOException {
        write("vocab.json", "{'c': 0}");

        assertThatThrownBy(() -> chunks("cat"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the vocabulary has no number for '<|startoftext|>'");
    }

    private List<List<Integer>> chunks(String text) {
        return new Prompt(text, PromptRule.PLAIN).tokens(vocabulary()).chunks();
    }

    private ClipVocabulary vocabulary() {
        return ClipVocabulary.of(new TokenizerFolder(folder), "tokenizer");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve("tokenizer").resolve(file), content.replace('\'', '"'));
    }
}

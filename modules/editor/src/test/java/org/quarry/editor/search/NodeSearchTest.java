package org.quarry.editor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.NodeCatalog;

class NodeSearchTest {
    private final NodeSearch search = new NodeSearch(NodeChoice.of(
            NodeCatalog.discover(List.of(getClass().getClassLoader())).all()));

    private List<String> names(String question) {
        return search.find(question).stream().map(NodeChoice::name).toList();
    }

    @Test
    void the_whole_name_comes_first() {
        assertThat(names("scale")).startsWith("Scale");
        assertThat(names("denoise")).startsWith("Denoise");
    }

    @Test
    void a_beginning_of_the_name_comes_before_a_word_in_the_doc() {
        assertThat(names("noi")).startsWith("Noise source").contains("Denoise");
    }

    @Test
    void a_keyword_from_another_editor_finds_our_node() {
        assertThat(names("ksampler")).startsWith("Denoise");
        assertThat(names("checkpoint")).startsWith("Load model");
    }

    @Test
    void initials_find_a_name_of_several_words() {
        assertThat(names("vd")).startsWith("VAE decode");
        assertThat(names("li")).startsWith("Load image");
    }

    @Test
    void several_words_must_all_be_found() {
        assertThat(names("vae enc")).startsWith("VAE encode").doesNotContain("VAE decode");
        assertThat(names("vae ksampler")).isEmpty();
    }

    @Test
    void a_category_finds_its_nodes() {
        assertThat(names("guidance")).contains("CFG combine", "Blend", "Scale", "Step curve");
    }

    @Test
    void letters_in_order_find_a_name_when_nothing_better_does() {
        assertThat(names("dnse")).contains("Denoise");
    }

    @Test
    void without_words_all_are_listed_by_category() {
        assertThat(names(""))
                .hasSameSizeAs(names(" "))
                .containsSubsequence(
                        "Current step", "Denoise", "UNet step", "APG", "CFG combine", "Compare latents", "Invert");
    }

    @Test
    void nonsense_finds_nothing() {
        assertThat(names("zzqq")).isEmpty();
    }

    @Test
    void an_id_as_written_in_files_finds_the_node() {
        assertThat(names("quarry:cfg-combine")).startsWith("CFG combine");
    }
}

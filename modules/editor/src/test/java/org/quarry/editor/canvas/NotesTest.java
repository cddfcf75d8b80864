package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.font.TextAttribute;
import java.text.AttributedCharacterIterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.Layout.Note;

class NotesTest {
    private static String text(Markdown.Block block) {
        AttributedCharacterIterator at = block.text().getIterator();
        StringBuilder text = new StringBuilder();
        for (char c = at.first(); c != AttributedCharacterIterator.DONE; c = at.next()) {
            text.append(c);
        }
        return text.toString();
    }

    private static Object attribute(Markdown.Block block, String word, TextAttribute attribute) {
        AttributedCharacterIterator at = block.text().getIterator();
        at.setIndex(text(block).indexOf(word));
        Object value = at.getAttribute(attribute);
        return value == null ? "none" : value;
    }

    @Test
    void bold_italic_code_and_links_are_marked_within_a_line() {
        Markdown.Block line = Markdown.of("a **bold** and *slanted* `code` [link](https://example.org)")
                .get(0);

        assertThat(text(line)).isEqualTo("a bold and slanted code link");
        assertThat(attribute(line, "bold", TextAttribute.WEIGHT)).isEqualTo(TextAttribute.WEIGHT_BOLD);
        assertThat(attribute(line, "slanted", TextAttribute.POSTURE)).isEqualTo(TextAttribute.POSTURE_OBLIQUE);
        assertThat(attribute(line, "code", TextAttribute.FAMILY)).isEqualTo("Monospaced");
        assertThat(attribute(line, "link", TextAttribute.UNDERLINE)).isEqualTo(TextAttribute.UNDERLINE_ON);
        assertThat(attribute(line, "and", TextAttribute.WEIGHT)).isEqualTo("none");
    }

    @Test
    void headings_are_larger_and_lists_have_marks() {
        List<Markdown.Block> blocks = Markdown.of("# Title\n\ntext\n\n- one\n- two\n\n3. three\n4. four");

        assertThat(blocks).extracting(NotesTest::text).containsExactly("Title", "text", "one", "two", "three", "four");
        assertThat(blocks).extracting(Markdown.Block::mark).containsExactly("", "", "•", "•", "3.", "4.");
        assertThat((Float) attribute(blocks.get(0), "Title", TextAttribute.SIZE))
                .isGreaterThan(14);
        assertThat(blocks.get(2).indent()).isPositive();
    }

    @Test
    void code_keeps_its_lines_and_tags_are_text() {
        assertThat(Markdown.of("```\na\n\nb\n```")).extracting(NotesTest::text).containsExactly("a", " ", "b");
        assertThat(text(Markdown.of("see <script>x</script>").get(0))).isEqualTo("see <script>x</script>");
    }

    @Test
    void a_narrower_note_is_higher() {
        String text = "many words that do not fit into one short line of a note on the canvas";

        double wide = NotePainter.bounds(new Note(text, 0, 0, 400, Map.of())).getHeight();
        double narrow = NotePainter.bounds(new Note(text, 0, 0, 120, Map.of())).getHeight();

        assertThat(narrow).isGreaterThan(1.5 * wide);
    }

    @Test
    void an_empty_note_can_still_be_seen() {
        assertThat(NotePainter.bounds(new Note("", 0, 0, 0, Map.of())).getHeight())
                .isGreaterThan(20);
        assertThat(NotePainter.bounds(new Note("", 0, 0, 0, Map.of())).getWidth())
                .isGreaterThan(20);
    }
}

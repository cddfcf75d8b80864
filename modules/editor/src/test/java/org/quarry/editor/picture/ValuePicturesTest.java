package org.quarry.editor.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.extension.ValueView;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.NodeCatalog;

/** What is seen of values whose types a module brings. */
class ValuePicturesTest {
    private static final Picture GREY = new Picture(Tensor.filled(Shape.of(3, 4, 6), 0.5));

    /** A value of a module. */
    public interface Shown {}

    /** One that is a picture. */
    public record Painted() implements Shown {}

    /** One that is a text. */
    public record Said(String text) implements Shown {}

    /** One that is a table. */
    public record Counted(int rows) implements Shown {}

    /** One that cannot be shown. */
    public record Hidden() implements Shown {}

    /** Shows them. */
    public static final class Eye implements ValueView<Shown> {
        @Override
        public View view(Shown value) {
            if (value instanceof Painted) {
                return new View.Image(GREY);
            } else if (value instanceof Said said) {
                return new View.Words(said.text());
            } else if (value instanceof Counted counted) {
                return new View.Table(
                        List.of("colour", "share"),
                        java.util.Collections.nCopies(counted.rows(), List.of("red", "0.25")));
            }
            throw new IllegalStateException("hidden");
        }
    }

    @TempDir
    Path folder;

    private ValuePictures pictures =
            new ValuePictures(NodeCatalog.discover(List.of()).extensions());

    @BeforeEach
    void a_module() throws IOException {
        Path index = folder.resolve("META-INF/quarry/nodes.json");
        Files.createDirectories(index.getParent());
        Files.writeString(index, """
            {"module": "com.acme 1.0", "nodes": [], "extensions": [{"id": "acme:shown", "class": "%s",
             "implements": ["%s"], "value": "%s", "color": "#d0a060"}]}
            """.formatted(Eye.class.getName(), ValueView.class.getName(), Shown.class.getName()));
        URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        pictures = new ValuePictures(NodeCatalog.discover(List.of(loader)).extensions());
    }

    private static long dark(Picture picture) {
        long dark = 0;
        for (double value : picture.pixels().toDoubles()) {
            dark += value < 0.5 ? 1 : 0;
        }
        return dark;
    }

    @Test
    void a_picture_is_seen_as_it_is() {
        assertThat(pictures.of(new Painted())).hasValue(GREY);
    }

    @Test
    void a_text_is_drawn_on_a_sheet_as_large_as_it_needs() {
        Picture one = pictures.of(new Said("one line")).orElseThrow();
        Picture two = pictures.of(new Said("one line\nand one more")).orElseThrow();

        assertThat(two.height()).isGreaterThan(one.height());
        assertThat(two.width()).isGreaterThan(one.width());
        assertThat(dark(two)).isGreaterThan(dark(one)).isGreaterThan(100);
    }

    @Test
    void a_table_has_a_line_for_each_row_and_one_for_its_headings() {
        Picture none = pictures.of(new Counted(0)).orElseThrow();
        Picture three = pictures.of(new Counted(3)).orElseThrow();
        Picture line = pictures.of(new Said("x")).orElseThrow();
        Picture lines = pictures.of(new Said("x\nx")).orElseThrow();

        assertThat(none.height()).isEqualTo(line.height());
        assertThat(three.height() - none.height()).isEqualTo(3 * (lines.height() - line.height()));
    }

    @Test
    void an_enormous_text_is_cut_to_a_page() {
        Picture page =
                pictures.of(new Said(("x".repeat(10_000) + "\n").repeat(5_000))).orElseThrow();

        assertThat(page.height()).isLessThan(6_000);
        assertThat(page.width()).isLessThan(3_000);
    }

    @Test
    void a_view_that_fails_shows_nothing() {
        assertThat(pictures.of(new Hidden())).isEmpty();
    }

    @Test
    void other_values_are_not_seen() {
        assertThat(pictures.of("a text")).isEmpty();
        assertThat(pictures.of(3)).isEmpty();
    }
}

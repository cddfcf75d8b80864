package org.quarry.editor.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.editor.pane.Stage;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PreviewPaneTest {
    private static Exhibit grey(String title, double level) {
        return new Exhibit(title, new Picture(Tensor.filled(Shape.of(3, 2, 4), level)));
    }

    @Test
    void what_is_compared_stays_until_a_run_begins() {
        Exhibit one = grey("one", 0.1);
        Exhibit two = grey("two", 0.2);
        Exhibit other = grey("other", 0.3);
        PreviewPane pane = Stage.on(PreviewPane::new);

        Stage.on(() -> {
            pane.compare(one, two, Comparison.WIPE);
            pane.follow(List.of(other));
            return true;
        });
        assertThat(pane.current()).contains(one);
        assertThat(pane.reference()).contains(two);

        Stage.on(() -> {
            pane.remember();
            pane.follow(List.of(other));
            return true;
        });
        assertThat(pane.current()).contains(other);
    }

    @Test
    void what_was_seen_before_is_what_a_picture_is_compared_with() {
        Exhibit before = grey("#1", 0.1);
        Exhibit after = grey("#2", 0.2);
        PreviewPane pane = Stage.on(PreviewPane::new);

        Stage.on(() -> {
            pane.follow(List.of(before));
            pane.remember();
            pane.follow(List.of(after));
            return true;
        });

        assertThat(pane.current()).contains(after);
        assertThat(pane.reference()).contains(before);
    }
}

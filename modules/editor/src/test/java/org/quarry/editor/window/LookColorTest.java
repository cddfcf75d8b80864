package org.quarry.editor.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookColorTest {
    private static final String KEY = "ViewTab.selectedBackground";

    @AfterEach
    void forget() {
        UIManager.put(KEY, null);
        UIManager.getLookAndFeelDefaults().remove(KEY);
    }

    @Test
    void what_keeps_a_colour_of_tabs_sees_that_of_each_new_look() {
        UIManager.getLookAndFeelDefaults().put(KEY, Color.BLACK);
        new LookColor.Installation().run();
        Color kept = UIManager.getColor(KEY);
        assertThat(kept.getRGB()).isEqualTo(Color.BLACK.getRGB());

        UIManager.getLookAndFeelDefaults().put(KEY, new Color(0x80FF8000, true));

        assertThat(kept.getRGB()).isEqualTo(0x80FF8000);
        assertThat(kept.getRed()).isEqualTo(255);
        assertThat(kept.getAlpha()).isEqualTo(128);
    }

    @Test
    void a_look_without_that_colour_shows_nothing_in_its_place() {
        new LookColor.Installation().run();

        assertThat(UIManager.getColor(KEY).getAlpha()).isZero();
    }
}

package org.quarry.editor.window;

import java.awt.Color;
import java.util.List;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;
import org.openide.modules.OnStart;

/**
 * A colour that is always that of the present look. The platform's tabs read their colours once and keep them; with these
 * they follow when the user goes from the dark look to the light one.
 */
final class LookColor extends Color {
    private static final long serialVersionUID = 1;
    private static final List<String> OF_TABS = List.of(
            "background",
            "foreground",
            "activeBackground",
            "activeForeground",
            "selectedBackground",
            "selectedForeground",
            "hoverBackground",
            "selectedHoverBackground",
            "hoverForeground",
            "attentionBackground",
            "attentionForeground",
            "underlineColor",
            "inactiveUnderlineColor",
            "tabSeparatorColor");
    private static final List<String> OTHERS = List.of(
            "TabControlIcon.foreground",
            "TabControlIcon.disabledForeground",
            "TabControlIcon.rolloverBackground",
            "TabControlIcon.pressedBackground",
            "TabbedContainer.editor.contentBorderColor",
            "TabbedContainer.view.contentBorderColor");

    private final String key;

    private LookColor(String key) {
        super(0, true);
        this.key = key;
    }

    @Override
    public int getRGB() {
        @Nullable Color now = UIManager.getLookAndFeelDefaults().getColor(key);
        return now == null ? 0 : now.getRGB();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Gives them to the platform before it makes the first tab. */
    @OnStart
    public static final class Installation implements Runnable {
        @Override
        public void run() {
            for (String key : OF_TABS) {
                keep("EditorTab." + key);
                keep("ViewTab." + key);
            }
            OTHERS.forEach(Installation::keep);
        }

        private static void keep(String key) {
            UIManager.put(key, new LookColor(key));
        }
    }
}

package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Font;
import javax.swing.UIManager;
import org.quarry.editor.document.NodeActivity;

/** The canvas's own colours, for dark and for light looks. */
record CanvasTheme(
        Color background, Color grid, Color node, Color header, Color text, Color faint, Color field, Color outline) {
    static final Color SELECTED = new Color(0x4C9FFF);
    static final Color ERROR = new Color(0xE5534B);
    static final Color WARNING = new Color(0xD9A032);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    private static final CanvasTheme DARK = new CanvasTheme(
            new Color(0x1E1F22),
            new Color(0x2B2D30),
            new Color(0x2F3237),
            new Color(0x3C4048),
            new Color(0xE6E8EB),
            new Color(0x9DA3AB),
            new Color(0x24262A),
            new Color(0x14151A));
    private static final CanvasTheme LIGHT = new CanvasTheme(
            new Color(0xF3F4F6),
            new Color(0xE2E5E9),
            new Color(0xFFFFFF),
            new Color(0xE4E8EE),
            new Color(0x1F2328),
            new Color(0x65707C),
            new Color(0xF1F3F6),
            new Color(0xB9C0C9));

    /** That of the present look. */
    static CanvasTheme current() {
        Color panel = UIManager.getColor("Panel.background");
        boolean dark = panel == null || panel.getRed() + panel.getGreen() + panel.getBlue() < 3 * 128;
        return dark ? DARK : LIGHT;
    }

    /** The colour of a node's state; the header's own where there is nothing to say. */
    Color state(NodeActivity.State state) {
        return switch (state) {
            case RUNNING -> new Color(0x3574F0);
            case PAUSED -> new Color(0xB88217);
            case DONE -> new Color(0x3B8A57);
            case REUSED -> new Color(0x4B6B7E);
            case FAILED -> ERROR;
            case WAITING -> new Color(0x5A5F6B);
            case IDLE, SKIPPED, CANCELLED -> header;
        };
    }
}

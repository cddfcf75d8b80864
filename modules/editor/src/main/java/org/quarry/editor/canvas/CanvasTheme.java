package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Map;
import javax.swing.UIManager;
import org.quarry.editor.document.NodeActivity;

/**
 * The canvas's own colours, for dark and for light looks.
 *
 * @param dark whether it is for a dark look
 * @param header of a node of which there is nothing to say
 * @param field behind a parameter's value
 * @param filled the part of a field up to its value
 * @param note the sheet
 */
record CanvasTheme(
        boolean dark,
        Color background,
        Color grid,
        Color node,
        Color header,
        Color text,
        Color faint,
        Color field,
        Color filled,
        Color outline,
        Color note,
        Color noteEdge,
        Color noteText) {
    static final Color SELECTED = new Color(0x4C9FFF);
    static final Color ERROR = new Color(0xE5534B);
    static final Color WARNING = new Color(0xD9A032);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 9);
    static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font FRAME = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private static final CanvasTheme DARK = new CanvasTheme(
            true,
            new Color(0x1E1F22),
            new Color(0x2E3034),
            new Color(0x2F3237),
            new Color(0x3C4048),
            new Color(0xE6E8EB),
            new Color(0x9DA3AB),
            new Color(0x222428),
            new Color(0x37475E),
            new Color(0x121317),
            new Color(0x3A3729),
            new Color(0x56503A),
            new Color(0xE9E3CC));
    private static final CanvasTheme LIGHT = new CanvasTheme(
            false,
            new Color(0xF3F4F6),
            new Color(0xDCE0E5),
            new Color(0xFFFFFF),
            new Color(0xE4E8EE),
            new Color(0x1F2328),
            new Color(0x65707C),
            new Color(0xF0F2F5),
            new Color(0xCFE0F7),
            new Color(0xB0B8C2),
            new Color(0xFFF7D6),
            new Color(0xE6D999),
            new Color(0x4A4327));

    /** Hues that are told apart by most eyes; a category that is not listed takes one by its name. */
    private static final List<Color> HUES = List.of(
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0x00B386),
            new Color(0xE36BAE),
            new Color(0x8DA0F5),
            new Color(0xC7D36F),
            new Color(0xD9704F),
            new Color(0xB490E0));

    private static final Map<String, Integer> CATEGORIES = Map.of(
            "Picture",
            0,
            "Prompt",
            1,
            "Denoising",
            2,
            "Guidance",
            3,
            "Model",
            4,
            "Noise",
            5,
            "Mask",
            6,
            "Inversion",
            7);

    /** That of the present look. */
    static CanvasTheme current() {
        Color panel = UIManager.getColor("Panel.background");
        return panel == null || panel.getRed() + panel.getGreen() + panel.getBlue() < 3 * 128 ? DARK : LIGHT;
    }

    /** The colour of a node's state; the header's own where there is nothing to say. */
    Color state(NodeActivity.State state) {
        return switch (state) {
            case RUNNING -> mixed(new Color(0x3574F0));
            case PAUSED -> mixed(new Color(0xC98A12));
            case DONE -> mixed(new Color(0x2F9E58));
            case REUSED -> mixed(new Color(0x4C86A8));
            case FAILED -> mixed(ERROR);
            case WAITING -> mixed(new Color(0x7A7F8C));
            case SKIPPED, CANCELLED -> mixed(new Color(0x8C7A6B));
            case IDLE -> header;
        };
    }

    private Color mixed(Color state) {
        return mix(header, state, dark ? 0.55 : 0.4);
    }

    /** Cold to hot. @param part 0 for the least, 1 for the most */
    Color heat(double part) {
        return mix(header, Color.getHSBColor((float) (0.6 - 0.6 * part), 0.75f, dark ? 0.8f : 0.95f), 0.75);
    }

    Color category(String category) {
        Integer known = CATEGORIES.get(category);
        return HUES.get(known == null ? Math.floorMod(category.hashCode(), HUES.size()) : known);
    }

    /** A type's colour as it is drawn on this theme's background. */
    Color ink(Color colour) {
        return dark ? colour : mix(colour, Color.BLACK, 0.25);
    }

    /** One colour on the way to another. */
    static Color mix(Color from, Color to, double part) {
        return new Color(
                (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
    }

    static Color withAlpha(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }
}

package org.quarry.editor.pane;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JEditorPane;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** Texts to read, in the fonts and colours of the present look. */
public final class Prose {
    private Prose() {}

    /** A component that shows {@link #page pages}. */
    public static JEditorPane pane() {
        JEditorPane pane = new JEditorPane() {
            private static final long serialVersionUID = 1;

            @Override
            public void updateUI() {
                super.updateUI();
                setBackground(UIManager.getColor("Panel.background"));
            }
        };
        pane.setContentType("text/html");
        pane.setEditable(false);
        pane.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, true);
        pane.setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
        return pane;
    }

    /** A page. @param body as HTML */
    public static String page(String body) {
        Font font = font();
        return "<html><head><style>body { font-family: " + font.getFamily() + "; font-size: " + font.getSize()
                + "pt; color: " + colour("Label.foreground", Color.BLACK) + " } a { color: "
                + colour("Component.linkColor", Color.BLUE)
                + " } p { margin-top: 4; margin-bottom: 4 } h2 { font-size: 125%; margin-top: 2; margin-bottom: 4 } h3"
                + " { font-size: 105%; margin-top: 12; margin-bottom: 3 } td { vertical-align: top; padding-right: 8;"
                + " padding-bottom: 4 } .faint { color: " + faint() + " } code { font-family: Monospaced; color: "
                + faint() + " }</style></head><body>" + body + "</body></html>";
    }

    /** Plain text as HTML: an empty line ends a paragraph. */
    public static String paragraphs(String text) {
        return Arrays.stream(text.strip().split("\\n\\s*\\n"))
                .map(part -> "<p>" + escape(part.strip()) + "</p>")
                .collect(Collectors.joining());
    }

    /** Text within HTML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String faint() {
        return colour("Label.disabledForeground", Color.GRAY);
    }

    private static Font font() {
        @Nullable Font font = UIManager.getFont("Label.font");
        return font == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 12) : font;
    }

    private static String colour(String key, Color otherwise) {
        @Nullable Color found = UIManager.getColor(key);
        Color colour = found == null ? otherwise : found;
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}

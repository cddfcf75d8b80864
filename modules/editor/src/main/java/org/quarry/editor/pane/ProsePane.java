package org.quarry.editor.pane;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JEditorPane;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** A page to read, in the fonts and colours of the present look. */
public final class ProsePane extends JEditorPane {
    private static final long serialVersionUID = 1;

    private String body = "";

    /** An empty page. */
    public ProsePane() {
        setContentType("text/html");
        setEditable(false);
        putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, true);
        setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
    }

    /** Shows a page from its beginning. @param shown as HTML, with the class {@code faint} for what matters less */
    public void show(String shown) {
        body = shown;
        render();
    }

    @Override
    @SuppressWarnings("NullAway") // the constructor of JEditorPane calls it before there is a body
    public void updateUI() {
        super.updateUI();
        setBackground(UIManager.getColor("Panel.background"));
        if (body != null) {
            render();
        }
    }

    private void render() {
        @Nullable Font set = UIManager.getFont("Label.font");
        Font font = set == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 12) : set;
        String faint = colour("Label.disabledForeground", Color.GRAY);
        setText("<html><head><style>body { font-family: " + font.getFamily() + "; font-size: " + font.getSize()
                + "pt; color: " + colour("Label.foreground", Color.BLACK) + " } a { color: "
                + colour("Component.linkColor", Color.BLUE)
                + " } p { margin-top: 4; margin-bottom: 4 } h2 { font-size: 125%; margin-top: 2; margin-bottom: 4 } h3"
                + " { font-size: 105%; margin-top: 12; margin-bottom: 3 } td { vertical-align: top; padding-right: 8;"
                + " padding-bottom: 4 } .faint { color: " + faint + " } code { font-family: Monospaced; color: "
                + faint + " }</style></head><body>" + body + "</body></html>");
        setCaretPosition(0);
    }

    private static String colour(String key, Color otherwise) {
        @Nullable Color found = UIManager.getColor(key);
        Color colour = found == null ? otherwise : found;
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}

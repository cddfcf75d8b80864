package org.quarry.editor.pane;

import java.awt.Color;
import java.awt.Insets;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.text.DefaultCaret;

/** A text to read that wraps at the width it is given. */
public class Wrapped extends JTextArea {
    private static final long serialVersionUID = 1;

    private final boolean faint;

    /** A text. @param faint if it matters less */
    public Wrapped(String text, boolean faint) {
        super(text);
        this.faint = faint;
        setEditable(false);
        setFocusable(false);
        setLineWrap(true);
        setWrapStyleWord(true);
        setOpaque(false);
        look();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        look();
    }

    private void look() {
        if (getCaret() instanceof DefaultCaret caret) {
            // It would scroll what it is in to wherever a text changes.
            caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        }
        setFont(UIManager.getFont("Label.font"));
        setBorder(null);
        setMargin(new Insets(0, 0, 0, 0));
        Color colour = UIManager.getColor(faint ? "Label.disabledForeground" : "Label.foreground");
        if (colour != null) {
            setForeground(colour);
        }
    }
}

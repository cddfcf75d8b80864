package org.quarry.editor.field;

import java.awt.BorderLayout;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;

/** Edits one value in place. */
public abstract class ValueField extends JPanel {
    private static final long serialVersionUID = 1;

    private transient @Nullable Listener listener;
    private boolean showing;

    /** An empty field. */
    ValueField() {
        super(new BorderLayout(6, 0));
        setOpaque(false);
    }

    /** Hears of edits. */
    public interface Listener {
        /** The user changed the value. @param settled false while a slider is dragged or a text is typed */
        void edited(Json value, boolean settled);
    }

    /** Tells this listener from now on, and no other. */
    public final void listen(Listener to) {
        listener = to;
    }

    /** Shows a value without telling the listener. One that this field cannot show leaves it as it is. */
    public final void show(Json value) {
        showing = true;
        try {
            display(value);
        } finally {
            showing = false;
        }
    }

    abstract void display(Json value);

    /** The component that takes the keys. */
    public abstract void focus();

    final void tell(Json value, boolean settled) {
        Listener to = listener;
        if (!showing && to != null) {
            to.edited(value, settled);
        }
    }
}

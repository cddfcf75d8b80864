package org.quarry.editor.window;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;

/**
 * Shows on the nodes of a component what runs of its user tell of them, for the instance from which it was opened last and
 * as long as it is open. To be used on the event thread.
 */
final class Inside implements DocumentListener {
    private static final Map<Document, Inside> SHOWN = new HashMap<>();

    private final Document user;
    private final String instance;
    private final Document component;

    private Inside(Document user, String instance, Document component) {
        this.user = user;
        this.instance = instance;
        this.component = component;
    }

    static void show(Document user, String instance, Document component) {
        @Nullable Inside before = SHOWN.remove(component);
        if (before != null) {
            before.user.ignore(before);
        }
        Inside now = new Inside(user, instance, component);
        SHOWN.put(component, now);
        user.listen(now);
        now.ran();
    }

    @Override
    public void ran() {
        if (OpenDocuments.here().all().contains(component)) {
            component.activity().takeInside(user.activity(), instance);
        } else {
            user.ignore(this);
            SHOWN.remove(component, this);
        }
    }
}

package org.quarry.editor.inspector;

import java.util.Collection;
import java.util.function.UnaryOperator;
import javax.swing.Timer;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Edits a document so that a slider that is dragged, or a text that is typed, is one command. */
final class Editing {
    /** Who pauses so long has finished. */
    private static final int PAUSE_MILLIS = 900;

    private final Document document;
    private final Timer pause;
    private int session;

    Editing(Document document) {
        this.document = document;
        pause = new Timer(PAUSE_MILLIS, e -> session++);
        pause.setRepeats(false);
    }

    /** Gives a parameter of some nodes a value. A value that is there already is not written down. */
    void set(Collection<String> nodes, InputPort port, Json value, boolean settled) {
        String word = "inspector " + port.name() + " " + nodes;
        change("Set " + Words.label(port.name()), word, settled, workflow -> {
            Workflow changed = workflow;
            for (String node : nodes) {
                if (changed.nodes().containsKey(node)
                        && !Edits.value(changed, node, port).equals(value)) {
                    changed = changed.with(new Socket(node, port.name()), new Input.Value(value));
                }
            }
            return changed;
        });
    }

    /** Does a change that may go on. @param word the same for all parts of it */
    void change(String name, String word, boolean settled, UnaryOperator<Workflow> change) {
        document.edit(name, word + " " + session, change);
        if (settled) {
            session++;
            pause.stop();
        } else {
            pause.restart();
        }
    }
}

package org.quarry.editor.document;

import java.util.List;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;

/** What users do to the parameters of nodes. */
public final class Parameters {
    private Parameters() {}

    /**
     * A value as a user types it.
     *
     * @throws org.quarry.node.NodeException if the text does not fit the parameter; the message says what would
     */
    public static Json read(Document document, Socket parameter, String text) {
        Settings settings = new Settings(document.desk().catalog(), new ComponentFiles(document.folder()));
        return settings.value(document.workflow(), parameter.toString(), text);
    }

    /** The workflow with a parameter set; a wire that ended there is gone. */
    public static Workflow set(Workflow workflow, Socket parameter, Json value) {
        Workflow free = LinkEdits.wires(workflow, parameter).isEmpty() ? workflow : reset(workflow, parameter);
        return free.with(parameter, new Input.Value(value));
    }

    /** The workflow with a parameter at its default again; of a node that is there no more, nothing is changed. */
    public static Workflow reset(Workflow workflow, Socket parameter) {
        return workflow.find(parameter.node()).isPresent() ? LinkEdits.wired(workflow, parameter, List.of()) : workflow;
    }

    /** Whether a parameter has another value than its default. */
    public static boolean given(Workflow workflow, Socket parameter) {
        return workflow.find(parameter.node())
                .filter(node -> node.inputs().get(parameter.port()) instanceof Input.Value)
                .isPresent();
    }
}

package org.quarry.editor.inspector;

import org.quarry.editor.document.Document;
import org.quarry.workflow.NodeType;

/** Where a click in the inspector leads to. */
public interface Places {
    /** Selects and shows a node. */
    void node(Document document, String name);

    /** Opens the file that an instance of a component stands for. */
    void component(Document document, String instance);

    /** Opens the help page of a node. */
    void help(NodeType type);
}

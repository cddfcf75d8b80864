package org.quarry.editor.canvas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** A canvas in a window with four nodes and one wire, opened before each test. */
abstract class OpenCanvas {
    private static final String NODES = """
        "image": {"type": "quarry:load-image@1"},
        "small": {"type": "quarry:resize@1", "pictures": {"from": "image.picture"}},
        "model": {"type": "quarry:load-model@1", "model": "pocket"},
        "sheet": {"type": "quarry:contact-sheet@1"}\
        """;
    private static final String LAYOUT = """
        "image": {"at": [40, 40]}, "small": {"at": [360, 40]}, "model": {"at": [40, 380]}, "sheet": {"at": [700, 40]}\
        """;

    Rig rig;
    Workflow before;

    @BeforeEach
    void open() {
        rig = Rig.open(NODES, LAYOUT);
        before = rig.workflow();
    }

    @AfterEach
    void close() {
        if (rig != null) {
            rig.close();
        }
    }

    boolean linked(String from, String to) {
        return Link.of(rig.workflow()).contains(new Link(Socket.parse(from), Socket.parse(to)));
    }

    void undo() {
        Rig.see(() -> {
            rig.document().undo();
            return true;
        });
    }
}

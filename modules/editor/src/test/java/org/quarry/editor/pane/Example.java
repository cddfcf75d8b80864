package org.quarry.editor.pane;

import java.nio.file.Path;
import java.util.List;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.problem.FixFinder;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Socket;
import org.quarry.workflow.json.WorkflowReader;

/** The workflow that the first start shows, open, with all nodes at hand. */
final class Example {
    static final NodeCatalog CATALOG = NodeCatalog.discover(List.of(Example.class.getClassLoader()));
    static final FixFinder AT_ONCE = new FixFinder(Runnable::run, Runnable::run);

    private Example() {}

    static Document document() throws Exception {
        Desk desk = new Desk(CATALOG, KnownModels.UNKNOWN, Path.of("."), Runnable::run, Runnable::run);
        return Stage.on(() -> Document.unsaved(
                desk,
                WorkflowReader.read(Path.of("../../workflows/text-to-image.json"))
                        .workflow(),
                Path.of(".")));
    }

    static Json value(Document document, String at) {
        Socket socket = Socket.parse(at);
        return ((Input.Value)
                        document.workflow().nodes().get(socket.node()).inputs().get(socket.port()))
                .value();
    }
}

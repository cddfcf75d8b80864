package org.quarry.editor.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openide.util.Exceptions;
import org.openide.windows.OnShowing;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.json.JsonException;
import org.quarry.workflow.json.WorkflowReader;

/** What happens when the main window appears. */
@OnShowing
public final class Start implements Runnable {
    @Override
    public void run() {
        Workbench bench = Workbench.here();
        Path example = Path.of(System.getProperty("quarry.home", ""), "quarry", "workflows", "text-to-image.json");
        if (!Files.exists(example)) {
            return;
        }
        try {
            Document document =
                    new Document(bench.desk(), WorkflowReader.read(example).workflow(), Optional.empty());
            WorkflowWindow window = new WorkflowWindow(document);
            window.open();
            window.requestActive();
        } catch (IOException | JsonException e) {
            Exceptions.printStackTrace(e);
        }
    }
}

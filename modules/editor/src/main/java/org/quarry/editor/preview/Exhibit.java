package org.quarry.editor.preview;

import java.util.Map;
import java.util.Optional;
import org.quarry.editor.run.QueuedRun;
import org.quarry.tensor.Picture;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.json.WorkflowWriter;

/**
 * A picture with what it is called.
 *
 * @param run that made it; empty if that is not known
 */
public record Exhibit(String title, Picture picture, Optional<QueuedRun> run) {
    /** A picture of which nobody knows how it came about. */
    public Exhibit(String title, Picture picture) {
        this(title, picture, Optional.empty());
    }

    /** What tells how it came about: the run's workflow and, once that is known, its receipt. */
    Map<String, String> texts() {
        return run.map(made -> {
                    String workflow = WorkflowWriter.write(ModuleNotes.update(
                            made.order().workflow(),
                            made.order().document().desk().catalog()));
                    return made.receipt()
                            .map(receipt -> receipt.texts(workflow))
                            .orElseGet(() -> Map.of("workflow", workflow));
                })
                .orElseGet(Map::of);
    }
}

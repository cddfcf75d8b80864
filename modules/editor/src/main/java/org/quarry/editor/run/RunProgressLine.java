package org.quarry.editor.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netbeans.api.progress.ProgressHandle;
import org.quarry.engine.RunEvent;

/** The run that goes on, in the status line. */
final class RunProgressLine implements RunsListener {
    private static final int UNITS = 1000;

    private final Runs runs;
    private @Nullable ProgressHandle handle;
    private @Nullable QueuedRun shown;
    private int reached;

    RunProgressLine(Runs runs) {
        this.runs = runs;
    }

    @Override
    public void changed() {
        Optional<QueuedRun> running = runs.running();
        if (running.orElse(null) == shown) {
            return;
        }
        if (handle != null) {
            handle.finish();
        }
        shown = running.orElse(null);
        handle = running.map(this::begun).orElse(null);
    }

    private ProgressHandle begun(QueuedRun run) {
        ProgressHandle begun = ProgressHandle.createHandle(run.name(), () -> {
            runs.cancel(run);
            return true;
        });
        begun.setInitialDelay(200);
        begun.start(UNITS);
        reached = 0;
        return begun;
    }

    @Override
    public void told(QueuedRun run, List<RunEvent> events) {
        if (run == shown && handle != null) {
            int units = (int) Math.round(UNITS * run.progress().fraction());
            if (units < reached) {
                // The platform's bar cannot go back, as it must when a first run's loop proves slow; a new one can.
                handle.switchToIndeterminate();
                handle.switchToDeterminate(UNITS);
            }
            reached = units;
            handle.progress(Times.left(run.progress().left()), units);
        }
    }
}

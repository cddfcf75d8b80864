package org.quarry.editor.run;

import org.openide.windows.OnShowing;
import org.quarry.editor.Workbench;

/** What listens to runs as soon as the main window appears. */
@OnShowing
public final class RunStart implements Runnable {
    @Override
    public void run() {
        Runs runs = Workbench.here().runs();
        runs.listen(new RunLog());
        runs.listen(new RunProgressLine(runs));
        runs.listen(new RunsListener() {
            @Override
            public void ended(QueuedRun run) {
                if (run.state() == QueuedRun.State.REFUSED && !run.problems().isEmpty()) {
                    Refusals.show(run.order().document(), run.problems().get(0));
                }
            }
        });
    }
}

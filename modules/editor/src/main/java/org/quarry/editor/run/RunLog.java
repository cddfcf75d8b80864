package org.quarry.editor.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.openide.windows.IOProvider;
import org.openide.windows.InputOutput;
import org.openide.windows.OutputWriter;
import org.quarry.engine.Failure;
import org.quarry.engine.RunEvent;

/** What runs have to say, in the Output window: the beginning, what nodes report, and the end with all details. */
final class RunLog implements RunsListener {
    @Override
    public void told(QueuedRun run, List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RunStarted started) {
                line(
                        run,
                        "runs to " + String.join(", ", started.goals()) + "; " + started.nodes() + " nodes to compute");
            } else if (event instanceof RunEvent.Report report) {
                line(run, "node '" + report.node() + "': " + report.sentence());
            } else if (event instanceof RunEvent.Paused) {
                line(run, RunsModel.state(run));
            }
        }
    }

    @Override
    public void ended(QueuedRun run) {
        switch (run.state()) {
            case FINISHED -> line(run, "finished in " + Times.of(run.millis()));
            case CANCELLED -> line(run, "cancelled after " + Times.of(run.millis()));
            case REFUSED -> failure("cannot run: " + run.sentence(), run);
            default -> failure("failed after " + Times.of(run.millis()) + ": " + run.sentence(), run);
        }
        for (Path file : run.files()) {
            line(run, "wrote " + file);
        }
        run.failures().forEach(failure -> writer(true).println(details(failure)));
    }

    private static void failure(String sentence, QueuedRun run) {
        writer(true).println(run.name() + ": " + sentence);
    }

    private static void line(QueuedRun run, String sentence) {
        writer(false).println(run.name() + ": " + sentence);
    }

    private static OutputWriter writer(boolean failure) {
        InputOutput output = IOProvider.getDefault().getIO("Runs", false);
        return failure ? output.getErr() : output.getOut();
    }

    /** What was thrown, for those who mend nodes. */
    static String details(Failure failure) {
        StringWriter text = new StringWriter();
        failure.cause().printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

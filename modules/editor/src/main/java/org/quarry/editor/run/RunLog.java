package org.quarry.editor.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.swing.SwingUtilities;
import org.openide.windows.IOProvider;
import org.openide.windows.InputOutput;
import org.openide.windows.OutputEvent;
import org.openide.windows.OutputListener;
import org.openide.windows.OutputWriter;
import org.quarry.editor.window.Jump;
import org.quarry.engine.Failure;
import org.quarry.engine.RunEvent;

/** What runs have to say, in the Output window: the beginning, what nodes report, and the end, with links to its files and failures. */
final class RunLog implements RunsListener {
    private static final Logger LOG = Logger.getLogger(RunLog.class.getName());

    @Override
    public void told(QueuedRun run, List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RunStarted started) {
                line(
                        run,
                        "runs to " + String.join(", ", started.goals()) + "; " + started.nodes()
                                + (started.nodes() == 1 ? " node" : " nodes") + " to compute");
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
            link(false, run.name() + ": wrote " + file, () -> DesktopDeeds.show(file));
        }
        for (Failure failure : run.failures()) {
            link(
                    true,
                    "    Show node '" + failure.node() + "'",
                    () -> Jump.to(run.order().document(), failure.node()));
            link(true, "    Details for those who mend nodes", () -> new DesktopDeeds().details(run));
        }
    }

    /** A line to click on. */
    private static void link(boolean failure, String text, Runnable deed) {
        try {
            writer(failure).println(text, new Link(deed), failure);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "the Output window takes no line: " + text);
        }
    }

    private record Link(Runnable deed) implements OutputListener {
        @Override
        public void outputLineAction(OutputEvent e) {
            SwingUtilities.invokeLater(deed);
        }

        @Override
        public void outputLineSelected(OutputEvent e) {
            // Only a click means it.
        }

        @Override
        public void outputLineCleared(OutputEvent e) {
            // Nothing is kept for a line.
        }
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

package org.quarry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.Run;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunListener;
import org.quarry.engine.RunResult;
import org.quarry.engine.WorkflowException;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.Problem;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine;

/** One run in a terminal: checks, shows progress, hears Ctrl-C. */
final class Session {
    private final Engine engine;
    private final CommandLine line;
    private final boolean events;
    private final List<RunListener> listeners = new ArrayList<>();
    private Path output = Path.of("");

    /** @param events print events as JSON lines @param quiet show no progress */
    Session(Engine engine, CommandLine line, boolean events, boolean quiet) {
        this.engine = engine;
        this.line = line;
        this.events = events;
        if (!quiet && Terminal.attached()) {
            listeners.add(new ProgressLine(System.err));
        }
        listeners.add(events ? this::printEvent : this::printReport);
    }

    /** Writes files relative to this folder instead of the current one. */
    Session into(Path folder) {
        output = folder;
        return this;
    }

    /** Tells one more. */
    Session tell(RunListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Runs a workflow and waits for its end. Ctrl-C cancels it and waits until nodes have cleaned up behind them.
     *
     * @param folder what its input files are relative to
     * @throws CommandException if the check finds an error
     */
    RunResult run(WorkflowDocument document, Path folder) {
        Run run = prepare(document, folder);
        Interrupts.cancel(run);
        return run.start().join();
    }

    /** Prints the files that a run wrote, unless its events told of them, and what failed. @return the exit code */
    int report(RunResult result) {
        if (!events) {
            result.files().forEach(file -> line.getOut().println(Documents.shortest(file)));
        }
        line.getOut().flush();
        result.failures().forEach(failure -> line.getErr().println("quarry: " + failure.message()));
        Interrupts.told();
        return switch (result.outcome()) {
            case FINISHED -> ExitCode.OK;
            case FAILED -> ExitCode.FAILED;
            case CANCELLED -> ExitCode.INTERRUPTED;
        };
    }

    private Run prepare(WorkflowDocument document, Path folder) {
        try {
            return Quarry.of(document.workflow(), folder, document.name())
                    .into(output)
                    .listener(event -> listeners.forEach(listener -> listener.on(event)))
                    .prepare(engine);
        } catch (WorkflowException e) {
            List<Problem> problems = e.problems();
            problems.forEach(problem -> line.getErr().println(Documents.line(document, problem)));
            throw new CommandException(
                    ExitCode.WORKFLOW,
                    problems.isEmpty() ? String.valueOf(e.getMessage()) : document.name() + " cannot run as it is",
                    e);
        }
    }

    private void printEvent(RunEvent event) {
        PrintWriter out = line.getOut();
        out.println(JsonWriter.line(event.toJson()));
        out.flush();
    }

    private void printReport(RunEvent event) {
        if (event instanceof RunEvent.Report report) {
            line.getOut().println(report.node() + ": " + report.sentence());
        }
    }
}

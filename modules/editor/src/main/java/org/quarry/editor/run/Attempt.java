package org.quarry.editor.run;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.quarry.editor.picture.ValuePictures;
import org.quarry.engine.Breakpoint;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.Run;
import org.quarry.engine.RunListener;
import org.quarry.engine.RunRequest;
import org.quarry.engine.RunResult;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Flow;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.Problem;
import org.quarry.workflow.json.WorkflowWriter;

/** Checks, plans, runs and waits; in a thread of its own. */
final class Attempt {
    private final QueuedRun run;
    private final RunListener listener;
    private final List<Breakpoint> breakpoints;
    private final Consumer<Flow> started;

    /** @param started told just before the run starts */
    Attempt(QueuedRun run, RunListener listener, List<Breakpoint> breakpoints, Consumer<Flow> started) {
        this.run = run;
        this.listener = listener;
        this.breakpoints = breakpoints;
        this.started = started;
    }

    RunOutcome go(Engine engine) {
        if (run.cancelled()) {
            return RunOutcome.cancelled();
        }
        RunOrder order = run.order();
        Checked checked = Quarry.of(
                        order.workflow(), order.input(), order.document().identity())
                .check(engine);
        if (checked.flow().isEmpty()) {
            List<Problem> obstacles = checked.obstacles();
            return RunOutcome.refused(
                    obstacles.stream().map(Problem::message).collect(Collectors.joining("\n")), obstacles);
        }
        Flow flow = checked.flow().get();
        RunRequest request = new RunRequest(
                flow,
                order.targets(),
                order.input(),
                order.output(),
                order.document().identity(),
                () -> WorkflowWriter.write(ModuleNotes.update(checked.workflow(), engine.nodes())));
        String unreachable = Targets.refusal(flow, order.targets());
        if (!unreachable.isEmpty()) {
            return RunOutcome.refused(unreachable, List.of());
        }
        if (order.cause() == RunOrder.Cause.AGAIN) {
            engine.forget(request);
        }
        ValuePictures values = new ValuePictures(engine.nodes().extensions());
        return RunOutcome.of(wait(engine.prepare(request, listener), flow), flow, values);
    }

    private RunResult wait(Run ready, Flow flow) {
        breakpoints.forEach(ready::set);
        run.prepared(ready);
        started.accept(flow);
        return ready.start().join();
    }
}

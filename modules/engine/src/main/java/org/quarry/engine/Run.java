package org.quarry.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.quarry.node.Effect;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Socket;

/** One run of a flow, made by {@link Engine#prepare}. It can be held, let go, stepped through and cancelled from any thread. */
public final class Run {
    private static final int PATIENCE_SECONDS = 3;

    private final RunContext context;
    private final Plan plan;
    private final Execution execution;
    private final StepRing ring;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private long startNanos;

    Run(RunContext context, Plan plan) {
        this.context = context;
        this.plan = plan;
        ring = new StepRing(context.engine().stepBytes());
        execution = new Execution(context, plan, ring, this::finish);
        context.cancelling().onCancel(context.gate()::open);
        context.cancelling().onCancel(this::insist);
    }

    /**
     * Begins to run, in threads of the engine.
     *
     * @throws IllegalStateException if it was started before
     */
    public Run start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a run is started once; prepare another one");
        }
        startNanos = System.nanoTime();
        List<String> goals =
                Arrays.stream(plan.goals()).mapToObj(context.graph()::name).toList();
        context.announcer().tell(new RunEvent.RunStarted(goals, plan.expected()));
        execution.start();
        return this;
    }

    /** Waits for the end. A thread that is interrupted meanwhile cancels the run, waits on and stays interrupted. */
    public RunResult join() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the run broke off: " + e.getCause(), e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nodes are expected to ask whether to stop. One that sleeps is woken, one that still goes on is left behind. */
    private void insist() {
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(context.atWork()::interrupt);
        CompletableFuture.delayedExecutor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)
                .execute(this::leave);
    }

    private void leave() {
        if (over()) {
            return;
        }
        left.set(true);
        for (int node : context.atWork().innermost()) {
            String name = context.graph().name(node);
            NodeMistake cause = new NodeMistake("did not stop within " + 2 * PATIENCE_SECONDS
                    + " s after the run was cancelled, and is left behind: it computes until Quarry ends");
            context.announcer()
                    .tell(new RunEvent.Failed(
                            context.failures().add(name, context.graph().descriptor(node), cause)));
        }
        finish();
    }

    /** Whether nodes were left behind, computing. */
    boolean left() {
        return left.get();
    }

    /** Has something done once it is over. */
    void whenOver(Runnable action) {
        result.whenComplete((ended, broken) -> action.run());
    }

    /** Whether it is over. */
    public boolean over() {
        return result.isDone();
    }

    /**
     * Stops it. Networks that are running are told to stop; nodes stop where they ask whether they should; none is begun
     * any more. Has no effect on a run that is over.
     */
    public void cancel() {
        context.cancelling().cancel();
    }

    /** Holds it before the next node or denoising step begins. */
    public void pause() {
        context.gate().pause();
    }

    /** Lets it go on. */
    public void resume() {
        context.gate().resume();
    }

    /** Lets one node run, or one evaluation of a per-step node, and holds it again. */
    public void stepNode() {
        context.gate().stepNode();
    }

    /** Lets it go on until a driver begins its next denoising step. */
    public void stepDenoising() {
        context.gate().stepDenoising();
    }

    /** Whether it is held, or will be before the next node. */
    public boolean paused() {
        return context.gate().paused();
    }

    /** Holds the run from now on where the breakpoint says. */
    public void set(Breakpoint breakpoint) {
        context.gate().set(breakpoint);
    }

    /** Takes a breakpoint away. */
    public void remove(Breakpoint breakpoint) {
        context.gate().remove(breakpoint);
    }

    /** What stood on a driver's per-step wires at its last steps, the oldest first; older ones go when memory is short. */
    public List<StepValues> steps(String driver) {
        return ring.of(driver);
    }

    private void finish() {
        if (!finishing.compareAndSet(false, true)) {
            return;
        }
        try {
            RunResult ended = ended();
            context.announcer().end(new RunEvent.RunFinished(ended.outcome(), ended.millis()));
            Optional<Throwable> broken =
                    context.announcer().broken().map(Throwable.class::cast).or(execution::broken);
            if (broken.isPresent()) {
                result.completeExceptionally(broken.get());
            } else {
                result.complete(ended);
            }
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private RunResult ended() {
        List<Failure> failures = context.failures().all();
        boolean reached = failures.isEmpty() && Arrays.stream(plan.goals()).allMatch(execution::done);
        RunResult.Outcome missed =
                context.cancelling().cancelled() ? RunResult.Outcome.CANCELLED : RunResult.Outcome.FAILED;
        List<Integer> goals = Arrays.stream(plan.goals()).boxed().toList();
        return new RunResult(
                reached ? RunResult.Outcome.FINISHED : missed,
                (System.nanoTime() - startNanos) / 1e6,
                failures,
                files(),
                this::value,
                () -> context.receipt().of(goals));
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (int goal : plan.goals()) {
            NodeDescriptor descriptor = context.graph().descriptor(goal);
            if (descriptor.effect() == Effect.WRITES && execution.done(goal)) {
                for (OutputPort port : descriptor.outputs()) {
                    value(new Socket(context.graph().name(goal), port.name())).stream()
                            .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                            .filter(Path.class::isInstance)
                            .forEach(file -> files.add((Path) file));
                }
            }
        }
        return files;
    }

    private Optional<Object> value(Socket socket) {
        return context.graph()
                .find(socket.node())
                .flatMap(node -> Optional.ofNullable(execution.out(node))
                        .or(() -> context.keys().keepable(node)
                                ? context.engine().cache().find(context.keys().key(node))
                                : Optional.empty()))
                .flatMap(out -> RecordShape.of(out.getClass()).value(out, socket.port()));
    }
}

package org.quarry.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quarry.workflow.Socket;

/** What a run gave. */
public final class RunResult {
    /** How a run ended. */
    public enum Outcome {
        /** All goals were reached. */
        FINISHED,
        /** At least one node failed; what did not need it was computed. */
        FAILED,
        /** It was cancelled before all goals were reached. */
        CANCELLED
    }

    private final Outcome outcome;
    private final double millis;
    private final List<Failure> failures;
    private final List<Path> files;
    private final Function<Socket, Optional<Object>> values;
    private final Supplier<Receipt> receiptMaker;
    private @Nullable Receipt receipt;

    RunResult(
            Outcome outcome,
            double millis,
            List<Failure> failures,
            List<Path> files,
            Function<Socket, Optional<Object>> values,
            Supplier<Receipt> receipt) {
        this.outcome = outcome;
        this.millis = millis;
        this.failures = List.copyOf(failures);
        this.files = List.copyOf(files);
        this.values = values;
        receiptMaker = receipt;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** How long it took, in milliseconds. */
    public double millis() {
        return millis;
    }

    /** The nodes that failed, in the order in which they did. Those that were skipped because of them are not among them. */
    public List<Failure> failures() {
        return failures;
    }

    /** The files that were written: the {@code Path} outputs of nodes that write, in the order of the flow. */
    public List<Path> files() {
        return files;
    }

    /**
     * The value of an output, as in {@code decode.picture}. Those of the run's goals are there; those of other nodes as
     * long as the engine's memory cache keeps them.
     *
     * @throws IllegalArgumentException if the name is not of the form {@code node.port}
     */
    public Optional<Object> value(String socket) {
        return values.apply(Socket.parse(socket));
    }

    /**
     * The value of an output of a known type.
     *
     * @throws IllegalStateException if it is not there, or of another type
     */
    public <T> T value(String socket, Class<T> type) {
        Object value = value(socket)
                .orElseThrow(() -> new IllegalStateException("there is no value of '" + socket
                        + "'; name its node as a target of the run, and look whether the run failed"));
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "'" + socket + "' is a " + value.getClass().getSimpleName() + ", wanted a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** How the values came about. The first call may wait until models have been hashed. */
    public synchronized Receipt receipt() {
        Receipt made = receipt == null ? receiptMaker.get() : receipt;
        receipt = made;
        return made;
    }

    /**
     * This result, if all goals were reached.
     *
     * @throws RunFailedException with all messages if a node failed
     * @throws CancellationException if the run was cancelled
     */
    public RunResult orThrow() {
        if (outcome == Outcome.CANCELLED) {
            throw new CancellationException("the run was cancelled");
        }
        if (outcome == Outcome.FAILED) {
            throw new RunFailedException(new ArrayList<>(failures));
        }
        return this;
    }

    /** A run failed. */
    public static final class RunFailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RunFailedException(List<Failure> failures) {
            super(failures.stream().map(Failure::message).collect(Collectors.joining("\n")));
            failures.forEach(failure -> addSuppressed(failure.cause()));
        }
    }
}

package org.quarry.engine;

import java.util.List;
import java.util.OptionalDouble;
import org.quarry.json.Json;
import org.quarry.tensor.Picture;

/**
 * Something that happened during a run. The order for one node is queued, started, anything, then one of finished, failed
 * and skipped. A node that is reused is finished without having started. Per-step nodes are not
 * queued; they start at their driver's first step and finish with their driver, unless they fail.
 */
public sealed interface RunEvent {
    /** As one line of {@code --events}: an object whose member {@code event} is the kind in kebab case. */
    Json.Members toJson();

    /** The run begins. @param goals what it is for @param nodes how many nodes will be computed, as far as is known */
    record RunStarted(List<String> goals, int nodes) implements RunEvent {
        /** Copies the list. */
        public RunStarted {
            goals = List.copyOf(goals);
        }

        @Override
        public Json.Members toJson() {
            return EventJson.of("run-started")
                    .with("goals", Json.ofTexts(goals))
                    .with("nodes", Json.of(nodes));
        }
    }

    /** A node is needed and waits for its inputs. */
    record Queued(String node) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("queued", node);
        }
    }

    /** A node computes. */
    record Started(String node) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("started", node);
        }
    }

    /**
     * How far a node has come; for a driver, counted in denoising steps.
     *
     * @param done from 0 to total
     * @param total at least 1
     * @param elapsed milliseconds since it started, pauses left out
     */
    record Progress(String node, int done, int total, double elapsed) implements RunEvent {
        /** Milliseconds left if it goes on at this pace; unknown at the start. */
        public OptionalDouble left() {
            return done == 0 ? OptionalDouble.empty() : OptionalDouble.of(elapsed / done * (total - done));
        }

        @Override
        public Json.Members toJson() {
            Json.Members object = EventJson.of("progress", node)
                    .with("done", Json.of(done))
                    .with("total", Json.of(total))
                    .with("elapsed", EventJson.millis(elapsed));
            return left().isPresent() ? object.with("left", EventJson.millis(left().getAsDouble())) : object;
        }
    }

    /** A node shows an intermediate picture. */
    record Preview(String node, Picture picture) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("preview", node)
                    .with("width", Json.of(picture.width()))
                    .with("height", Json.of(picture.height()));
        }
    }

    /** A driver evaluated its per-step wires. @param values what stood on them */
    record Stepped(StepValues values) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("stepped", values.driver())
                    .with("step", Json.of(values.step().index()))
                    .with("steps", Json.of(values.step().count()))
                    .with("timestep", Json.of(values.step().timestep()))
                    .with("elapsed", EventJson.millis(values.millis()))
                    .with("networks", EventJson.millis(values.networkMillis()));
        }
    }

    /** A network was run. @param nodes that it was run for @param network its name @param millis how long it took */
    record NetworkRan(List<String> nodes, String network, double millis) implements RunEvent {
        /** Copies the list. */
        public NetworkRan {
            nodes = List.copyOf(nodes);
        }

        @Override
        public Json.Members toJson() {
            return EventJson.of("network-ran")
                    .with("nodes", Json.ofTexts(nodes))
                    .with("network", Json.of(network))
                    .with("millis", EventJson.millis(millis));
        }
    }

    /** A node tells the user something. */
    record Report(String node, String sentence) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("report", node).with("sentence", Json.of(sentence));
        }
    }

    /**
     * A node has its outputs.
     *
     * @param millis it computed, all evaluations together
     * @param networkMillis of these inside networks
     * @param bytes of its outputs in memory
     * @param evaluations 0 if it was reused, 1 if it ran, more for a per-step node
     * @param reason why it ran, or why it was reused
     */
    record Finished(String node, double millis, double networkMillis, long bytes, int evaluations, String reason)
            implements RunEvent {
        /** Whether an earlier result was taken. */
        public boolean reused() {
            return evaluations == 0;
        }

        @Override
        public Json.Members toJson() {
            return EventJson.of("finished", node)
                    .with("millis", EventJson.millis(millis))
                    .with("networks", EventJson.millis(networkMillis))
                    .with("bytes", Json.of(bytes))
                    .with("evaluations", Json.of(evaluations))
                    .with("reason", Json.of(reason));
        }
    }

    /** A node could not give its outputs. */
    record Failed(Failure failure) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("failed", failure.node())
                    .with("input", Json.of(failure.input()))
                    .with("message", Json.of(failure.message()));
        }
    }

    /** A node is not computed, because one that it needs failed. @param because that node's name */
    record Skipped(String node, String because) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("skipped", node).with("because", Json.of(because));
        }
    }

    /** The run pauses. @param node before which it stands @param step index of the denoising step, -1 outside of any */
    record Paused(String node, int step) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("paused", node).with("step", Json.of(step));
        }
    }

    /** The run goes on after a pause. */
    record Resumed() implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("resumed");
        }
    }

    /** The run is over; nothing follows. */
    record RunFinished(RunResult.Outcome outcome, double millis) implements RunEvent {
        @Override
        public Json.Members toJson() {
            return EventJson.of("run-finished")
                    .with("outcome", Json.of(EventJson.word(outcome)))
                    .with("millis", EventJson.millis(millis));
        }
    }
}

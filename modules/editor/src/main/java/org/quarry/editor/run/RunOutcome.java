package org.quarry.editor.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.quarry.editor.picture.LatentColours;
import org.quarry.editor.picture.ValuePictures;
import org.quarry.engine.Failure;
import org.quarry.engine.Receipt;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Picture;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Problem;

/** How a run ended, with all that is kept of it. */
record RunOutcome(
        QueuedRun.State state,
        double millis,
        String sentence,
        List<Problem> problems,
        List<Failure> failures,
        List<Path> files,
        Map<String, List<Picture>> pictures,
        Optional<LatentColours> colours,
        Optional<Supplier<Receipt>> receipt) {

    static RunOutcome of(RunResult result, Flow flow, ValuePictures values) {
        QueuedRun.State state = switch (result.outcome()) {
            case FINISHED -> QueuedRun.State.FINISHED;
            case FAILED -> QueuedRun.State.FAILED;
            case CANCELLED -> QueuedRun.State.CANCELLED;
        };
        String sentence = result.failures().stream().map(Failure::message).collect(Collectors.joining("\n"));
        RunPictures pictures = new RunPictures(values);
        return new RunOutcome(
                state,
                result.millis(),
                sentence,
                List.of(),
                result.failures(),
                result.files(),
                pictures.of(flow, result),
                pictures.colours(flow, result),
                Optional.of(result::receipt));
    }

    static RunOutcome refused(String sentence, List<Problem> problems) {
        return without(QueuedRun.State.REFUSED, sentence, problems);
    }

    static RunOutcome cancelled() {
        return without(QueuedRun.State.CANCELLED, "", List.of());
    }

    /** By a mistake of ours. */
    static RunOutcome broken(Throwable mistake) {
        return without(QueuedRun.State.FAILED, "the run broke off: " + mistake + "; the log has more", List.of());
    }

    private static RunOutcome without(QueuedRun.State state, String sentence, List<Problem> problems) {
        return new RunOutcome(
                state, 0, sentence, problems, List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());
    }
}

package org.quarry.editor.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.picture.LatentColours;
import org.quarry.editor.run.QueuedRun;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** A reel, and which of its ports the strip shows. */
final class Cut {
    static final Cut NOTHING = new Cut(null, null, Reel.CLEAN);

    private final @Nullable QueuedRun run;
    private final @Nullable Reel reel;
    private final String port;

    Cut(@Nullable QueuedRun run, @Nullable Reel reel, String port) {
        this.run = run;
        this.reel = reel;
        this.port = port;
    }

    Optional<QueuedRun> run() {
        return Optional.ofNullable(run);
    }

    Optional<Reel> reel() {
        return Optional.ofNullable(reel);
    }

    int size() {
        return reel().map(Reel::size).orElse(0);
    }

    /** A tensor in colours, if it is one of latents. */
    Optional<Picture> colours(Tensor tensor) {
        return reel().flatMap(of -> of.picture(tensor));
    }

    /** One picture for each frame that has the port. */
    List<Optional<Picture>> pictures(BiFunction<String, Tensor, Optional<Picture>> seen) {
        List<Optional<Picture>> pictures = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            Optional<Tensor> tensor =
                    Optional.ofNullable(reel().orElseThrow().tensors(i).get(port));
            pictures.add(tensor.flatMap(found -> seen.apply(port, found)));
        }
        return pictures;
    }

    /** The number of each frame's step, from 0. */
    List<Integer> steps() {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            steps.add(reel().orElseThrow().frame(i).step().index());
        }
        return steps;
    }

    /** When coarse and fine structure was decided. */
    Emergence emergence() {
        List<Tensor> clean = reel().map(of -> of.all(Reel.CLEAN)).orElse(List.of());
        boolean pictures = clean.stream().allMatch(LatentColours::fits);
        return Emergence.of(pictures ? clean : List.of());
    }
}

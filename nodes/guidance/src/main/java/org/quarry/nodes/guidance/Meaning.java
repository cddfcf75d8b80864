package org.quarry.nodes.guidance;

import java.util.Optional;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** What is done with a prediction: with a schedule, it is seen as the clean sample that it means; without, as it is. */
record Meaning(Optional<Schedule> schedule, Step step) {
    Tensor of(Tensor said) {
        return schedule.map(known -> known.prediction().clean(said, step.sample(), level()))
                .orElse(said);
    }

    /** What the network would have said to mean that. */
    Tensor said(Tensor meant) {
        return schedule.map(known -> known.prediction().output(meant, step.sample(), level()))
                .orElse(meant);
    }

    private Level level() {
        return new Level(step.index(), step.timestep(), step.signal(), step.noise());
    }
}

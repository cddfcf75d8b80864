package org.quarry.nodes.guidance;

import java.util.Optional;
import org.quarry.diffusion.AdaptiveProjectedGuidance;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Step;

/** The settings that all nodes of adaptive projected guidance have. */
interface Projecting {
    double scale();

    double parallel();

    double threshold();

    double momentum();

    default Reach reach() {
        return Reach.PICTURE;
    }

    Formulation formulation();

    Optional<Schedule> schedule();

    Step step();

    default Projection projection() {
        AdaptiveProjectedGuidance guidance = new AdaptiveProjectedGuidance(
                scale(),
                parallel(),
                threshold(),
                reach().extent(),
                formulation().origin());
        return new Projection(guidance, momentum(), new Meaning(schedule(), step()));
    }
}

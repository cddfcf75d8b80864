package org.quarry.nodes.scheduler;

import java.util.Collections;
import java.util.Optional;
import org.quarry.diffusion.ForwardProcess;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** The sample that a run starts with. */
final class Start {
    private Start() {}

    /** Noise alone, or a latent taken to the first noise level; a latent of its own if there is no step to do. */
    static Tensor of(Schedule schedule, Tensor noise, Optional<Tensor> latent) {
        if (latent.isPresent()) {
            Tensor clean = repeated(latent.get(), noise.shape());
            return schedule.steps() == 0 ? clean : ForwardProcess.jump(clean, noise, schedule.at(0));
        }
        if (schedule.steps() == 0) {
            throw new NodeException(
                    "schedule",
                    "it has no step, so nothing but noise would come out;"
                            + " raise the scheduler's strength or number of steps, or link a latent");
        }
        return schedule.start(noise);
    }

    private static Tensor repeated(Tensor latent, Shape wanted) {
        Shape found = latent.shape();
        if (found.rank() != wanted.rank() || !found.with(0, 1).equals(wanted.with(0, 1))) {
            throw new NodeException(
                    "latent",
                    "found shape " + found + ", the noise has " + wanted
                            + "; set the Noise source to the picture's width and height");
        }
        if (found.equals(wanted)) {
            return latent;
        } else if (found.size(0) == 1) {
            return Tensor.concatenate(Collections.nCopies(wanted.size(0), latent));
        }
        throw new NodeException(
                "latent",
                "found " + found.size(0) + " latents for " + wanted.size(0)
                        + " noises; wanted one for all, or one for each");
    }
}

package org.quarry.nodes.noise;

import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.tensor.Noise;
import org.quarry.tensor.NoiseStream;

/** The noise levels of training. */
final class Trained {
    private static final int CLEAN = -1;

    private Trained() {}

    /** The level of a timestep, or the clean one for -1. @param input where the timestep comes from, for messages */
    static Level level(Schedule schedule, String input, int timestep) {
        int count = schedule.training().count();
        if (timestep >= count) {
            throw new NodeException(
                    input,
                    "found timestep " + timestep + "; the model was trained on " + count
                            + " timesteps: choose one from 0 to " + (count - 1));
        }
        return timestep == CLEAN ? new Level(0, 0, 1, 0) : schedule.training().atTimestep(timestep);
    }

    /** A stream of its own for each timestep, so that the steps of a chain differ though their seeds may be one. */
    static Noise freshNoise(NoiseStream stream, int timestep) {
        long steps = 1_000_003;
        return stream.shifted(steps * (timestep + 1)).begin();
    }
}

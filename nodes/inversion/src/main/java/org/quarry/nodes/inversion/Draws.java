package org.quarry.nodes.inversion;

import java.util.Optional;
import org.quarry.node.NodeException;
import org.quarry.tensor.Noise;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** The noise that an inversion draws. */
final class Draws {
    private Draws() {}

    /** From the beginning of the linked stream, or else of the CPU generator's with that seed. */
    static Noise of(Optional<NoiseStream> linked, long seed, Tensor latent) {
        NoiseStream stream = linked.orElse(NoiseStream.torchCpu(seed));
        int rows = latent.shape().size(0);
        if (!stream.serves(rows)) {
            throw new NodeException(
                    "stream",
                    "found " + stream.seeds().size() + " seeds for a batch of " + rows
                            + "; give the Noise source one seed for all, or a batch of " + rows);
        }
        return stream.begin();
    }
}

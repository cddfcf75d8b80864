package org.quarry.nodes.scheduler;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.TorchCpuNoise;

/** The noise that samplers add on their way. */
final class FreshNoise {
    private FreshNoise() {}

    /**
     * A stream after its first tensor. That one is what a Noise source of the same seed gives: noise added later must not
     * be the same again, and elsewhere one generator serves for both.
     */
    static Noise of(long seed, Shape first) {
        TorchCpuNoise stream = TorchCpuNoise.seeded(seed);
        stream.next(first);
        return stream;
    }
}

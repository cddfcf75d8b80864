package org.quarry.nodes.noise;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Where the noise of the later pictures of a batch comes from. */
public enum BatchSeeds {
    /** One stream of numbers goes on from picture to picture, as in ComfyUI and Diffusers. */
    ONE_STREAM {
        @Override
        Tensor draw(LongFunction<Noise> seeded, long seed, Shape shape) {
            return seeded.apply(seed).next(shape);
        }
    },
    /** Each picture has its own seed, counting up from the first, as in WebUI: each can be made again alone. */
    COUNTING_UP {
        @Override
        Tensor draw(LongFunction<Noise> seeded, long seed, Shape shape) {
            List<Tensor> pictures = IntStream.range(0, shape.size(0))
                    .mapToObj(i -> seeded.apply(seed + i).next(shape.with(0, 1)))
                    .toList();
            return Tensor.concatenate(pictures);
        }
    };

    /** The noise of a batch. @param seeded a stream from its beginning */
    abstract Tensor draw(LongFunction<Noise> seeded, long seed, Shape shape);
}

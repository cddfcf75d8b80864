package org.quarry.nodes.noise;

import java.util.List;
import java.util.stream.LongStream;

/** Where the noise of the later pictures of a batch comes from. */
public enum BatchSeeds {
    /** One stream of numbers goes on from picture to picture, as in ComfyUI and Diffusers. */
    ONE_STREAM {
        @Override
        List<Long> from(long seed, int batch) {
            return List.of(seed);
        }
    },
    /** Each picture has its own seed, counting up from the first, as in WebUI: each can be made again alone. */
    COUNTING_UP {
        @Override
        List<Long> from(long seed, int batch) {
            return LongStream.range(0, batch)
                    .mapToObj(picture -> seed + picture)
                    .toList();
        }
    };

    /** One seed for all pictures of a batch, or one for each. */
    abstract List<Long> from(long seed, int batch);
}

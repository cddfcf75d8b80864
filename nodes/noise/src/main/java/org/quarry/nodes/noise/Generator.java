package org.quarry.nodes.noise;

import org.quarry.tensor.Noise;
import org.quarry.tensor.TorchCpuNoise;
import org.quarry.tensor.TorchCudaNoise;

/** Whose numbers a seed stands for. */
public enum Generator {
    /** PyTorch's CPU generator, as in Diffusers' examples, ComfyUI and Quarry's own workflows. */
    TORCH_CPU {
        @Override
        Noise seeded(long seed, int gpuThreads) {
            return TorchCpuNoise.seeded(seed);
        }
    },
    /** PyTorch's CUDA generator, as in WebUI by default and wherever a generator was made on an NVIDIA card. */
    TORCH_CUDA {
        @Override
        Noise seeded(long seed, int gpuThreads) {
            return TorchCudaNoise.seeded(seed, gpuThreads == 0 ? TorchCudaNoise.UNLIMITED : gpuThreads);
        }
    };

    /** A stream from its beginning. @param gpuThreads how many the GPU holds at once; 0 for no limit */
    abstract Noise seeded(long seed, int gpuThreads);
}

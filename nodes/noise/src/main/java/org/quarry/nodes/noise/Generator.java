package org.quarry.nodes.noise;

import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.TorchCudaNoise;

/** Whose numbers a seed stands for. */
public enum Generator {
    /** PyTorch's CPU generator, as in Diffusers' examples, ComfyUI and Quarry's own workflows. */
    TORCH_CPU {
        @Override
        NoiseStream.Generator on(int gpuThreads) {
            return new NoiseStream.TorchCpu();
        }
    },
    /** PyTorch's CUDA generator, as in WebUI by default and wherever a generator was made on an NVIDIA card. */
    TORCH_CUDA {
        @Override
        NoiseStream.Generator on(int gpuThreads) {
            return new NoiseStream.TorchCuda(gpuThreads == 0 ? TorchCudaNoise.UNLIMITED : gpuThreads);
        }
    };

    /** @param gpuThreads how many the GPU to be followed holds at once; 0 for no limit */
    abstract NoiseStream.Generator on(int gpuThreads);
}

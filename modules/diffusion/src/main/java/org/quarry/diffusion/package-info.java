/**
 * The papers: noise schedules, samplers, guidance and inversion, as pure functions on tensors.
 *
 * <p>A {@link org.quarry.diffusion.ScheduleConfig}, read from a model by {@link org.quarry.diffusion.DiffusersConfig}, gives
 * a {@link org.quarry.diffusion.Schedule} for a number of steps. A network becomes a {@link org.quarry.diffusion.Denoiser}
 * by its {@link org.quarry.diffusion.Prediction}. A {@link org.quarry.diffusion.Sampler}, which is a record of its
 * settings, takes both from noise to a sample:
 *
 * <pre>{@code
 * Schedule schedule = DiffusersConfig.read(config).schedule(20);
 * Denoiser model = schedule.prediction().denoiser((x, at) -> network(x, at.timestep()));
 * Noise noise = TorchCpuNoise.seeded(42);
 * Tensor latent = DpmMultistep.plusPlus(2, 0).sample(model, schedule.start(noise.next(shape)), schedule, noise);
 * }</pre>
 *
 * <p>All samples are in the scale that the network expects, {@code signal · x₀ + noise · ε}; schedules are double, samples
 * float. A step is written as {@link org.quarry.tensor.Combination}s, each one pass over the sample: Euler's step takes 0.8
 * of the processor time of a plain loop that computes the same in one pass, the step of a method with two evaluations
 * about 2 (1 × 16 × 128 × 128, one thread, without network and noise).
 */
@NullMarked
package org.quarry.diffusion;

import org.jspecify.annotations.NullMarked;

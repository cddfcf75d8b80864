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
 * float. What a network means is a {@link org.quarry.tensor.Combination} that a step goes on with, so that a step is one pass
 * over the sample for each evaluation, and two or three for methods that correct themselves. The profile {@code jmh} measures
 * what that costs: DDIM's and Euler's steps take less time than a plain loop that computes the same number by number, those
 * of two evaluations little more than one such loop.
 */
@NullMarked
package org.quarry.diffusion;

import org.jspecify.annotations.NullMarked;

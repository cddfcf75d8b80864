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
 * over the sample for each evaluation, also for methods that correct themselves. The profile {@code jmh} measures what that
 * costs: steps of one evaluation take less time than a plain loop that computes DDIM's number by number, those of two little
 * more than one such loop.
 *
 * <h2>Where the references err</h2>
 *
 * Schedules and samplers are those of Diffusers and k-diffusion to the last digits, but where these give no number, or one
 * that means nothing:
 *
 * <ul>
 *   <li>UniPC with bh1 is not a number at a step that ends clean; see {@link org.quarry.diffusion.UniPc}.
 *   <li>DDPM's {@code fixed_large_log} is the root of a negative logarithm; see {@link org.quarry.diffusion.Ddpm}.
 *   <li>LCM divides by 0 where no signal is left; see {@link org.quarry.diffusion.PredictionKind#EPSILON}.
 *   <li>Churn asks the network before its noise is added; see {@link org.quarry.diffusion.Churn}.
 *   <li>The solvers' exponential and beta curves on a flow leave the signal below 0; see {@link
 *       org.quarry.diffusion.SigmaCurve.OfFlow}.
 *   <li>MAMBO-G fails on pictures; see {@link org.quarry.diffusion.MagnitudeAwareGuidance}.
 *   <li>FDG takes the result of one level for the next where an interval leaves one out; see {@link
 *       org.quarry.diffusion.FrequencyDecoupledGuidance}.
 *   <li>Edit-friendly DDPM loses its last noise; see {@link org.quarry.diffusion.EditFriendlyDdpm}.
 * </ul>
 */
@NullMarked
package org.quarry.diffusion;

import org.jspecify.annotations.NullMarked;

package org.quarry.workflow;

/**
 * What is known, before a run, of the values that an output gives.
 *
 * @param type the Java type; {@code java.lang.Object} where nothing is known
 * @param list whether it gives a list of such values
 * @param kind what they stand for, as in {@code latent<sd15>}; {@code latent} if the family is unknown; empty if
 *     nothing is known
 * @param shape the sizes of the axes, as in {@code 1,4,64,?}; empty if not even their number is known
 * @param perStep whether they change at every denoising step
 * @param model the name of the model that they are, or belong to; empty if unknown
 */
public record Wire(ValueType type, boolean list, String kind, String shape, boolean perStep, String model) {}

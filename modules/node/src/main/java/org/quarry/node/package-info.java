/**
 * For authors of nodes. A node is one file: a function from a record of inputs to a record of outputs, and the words
 * that users read.
 *
 * <h2>A whole example</h2>
 *
 * Two predictions, one inside a mask and one outside, so that one part of the picture follows another prompt:
 *
 * <pre>{@code
 * package acme;
 *
 * import org.quarry.node.*;
 * import org.quarry.tensor.Tensor;
 *
 * @NodeInfo(id = "acme:masked-blend", version = 1, name = "Masked blend", category = "Guidance", doc = """
 *         Takes one prediction inside a mask and another one outside.
 *         Late steps draw details; let them see the whole picture by ending the blend early.""")
 * public final class MaskedBlend implements NodeFunction<MaskedBlend.In, MaskedBlend.Out> {
 *     public record In(
 *             @Port(doc = "Prediction where the mask is 0", kind = "prediction<F>", shape = "B,C,H,W") Tensor outside,
 *             @Port(doc = "Prediction where it is 1", kind = "prediction<F>", shape = "B,C,H,W") Lazy<Tensor> inside,
 *             @Port(doc = "0 to 1 at each place of the latent", shape = "1,C,H,W") Tensor mask,
 *             @Param(doc = "Part of the run, 0 to 1, after which it ends", value = 0.8, min = 0, max = 1) double until,
 *             Step step) {}
 *
 *     public record Out(
 *             @Port(doc = "The blend", kind = "prediction<F>", shape = "B,C,H,W", bypass = "outside") Tensor blend) {}
 *
 *     @Override public Out run(In in, Call call) {
 *         if (in.step().progress() > in.until()) {
 *             return new Out(in.outside());
 *         }
 *         for (float value : in.mask().toArray()) {
 *             if (value < 0 || value > 1) {
 *                 throw new NodeException("mask", "found " + value + ", wanted 0 to 1; normalise the mask first");
 *             }
 *         }
 *         Tensor masked = in.inside().get().minus(in.outside()).combine(in.mask(), (change, mask) -> change * mask);
 *         return new Out(in.outside().plus(masked));
 *     }
 * }
 * }</pre>
 *
 * It can stand between two UNet steps and Denoise. Because it has a {@link org.quarry.node.Step} it is evaluated at
 * each step; because {@code inside} is {@link org.quarry.node.Lazy}, the second network is not run once the blend has
 * ended. Its test needs no engine: see {@code org.quarry.node.testing}.
 *
 * <h2>Values, shapes and units</h2>
 *
 * Wires carry {@link org.quarry.tensor.Tensor}, {@link org.quarry.tensor.Picture}, the types of
 * {@link org.quarry.node.model}, numbers, texts, and any class or record of a module, told apart by their Java class.
 *
 * <ul>
 *   <li>Latents, predictions and noise are tensors of shape {@code B,C,H,W}: batch, channel, row, column; {@code H} and
 *       {@code W} are those of the picture divided by the model's {@code factor}, usually 8. The sample of a
 *       {@link org.quarry.node.Step} is {@code signal · x₀ + noise · ε}, in the scale that the network expects.
 *   <li>Pictures are {@code 3,H,W}, red, green and blue from 0 to 1 in the encoding of sRGB.
 *   <li>Conditionings are {@code B,L,D}: batch, token, width. Nothing may assume 77 tokens or a width of 768.
 *   <li>Timesteps count from 0, the clean picture, to the number of training steps, usually 1000.
 *   <li>Seeds are {@code long}, read as unsigned 64 bits.
 * </ul>
 *
 * {@link org.quarry.node.Port#shape} and {@link org.quarry.node.Port#kind} tell what Java types cannot; wires that do
 * not fit are then refused while the graph is drawn, not in the middle of a run.
 *
 * <h2>What a node may and may not do</h2>
 *
 * It is called from any thread, by several at once, so it has no fields, and equal inputs give equal outputs: results
 * are kept and reused. A node that reads or writes the world says so by {@link org.quarry.node.NodeInfo#effect}. To
 * remember its last outputs it has a {@link org.quarry.node.Previous}, to draw noise it has a seed. Whatever else it
 * needs, it asks of {@link org.quarry.node.Call}: models and networks, progress, previews, cancellation.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>The user can mend it: {@link org.quarry.node.NodeException}, with the input, what was found, what was wanted
 *       and what to do.
 *   <li>A model or its runtime failed: {@link org.quarry.node.model.ModelException}; it comes from {@code Call}, let it
 *       pass.
 *   <li>The run was cancelled: {@link java.util.concurrent.CancellationException}; let it pass too.
 *   <li>Anything else is a mistake of the node's author, and is shown as one.
 * </ul>
 *
 * <h2>Building a module</h2>
 *
 * The archetype {@code org.quarry:archetype} makes a project with one node, its tests and a workflow. What a module may
 * contribute besides nodes is in {@link org.quarry.node.extension}; which versions of Quarry it runs with says {@link
 * org.quarry.node.ApiVersion}.
 *
 * <p>The annotation processor in this module's jar checks every declaration and writes {@code META-INF/quarry/nodes.json},
 * by which the node is known without loading its class; there is nothing to register. (From JDK 23 on, Maven runs
 * processors only with {@code <proc>full</proc>}.) It has two options.
 * {@code -Aquarry.module="com.acme.nodes 1.0"} names the module. {@code -Aquarry.descriptors=src/main/nodes} is the
 * folder of a copy that belongs under version control: when ports or parameters differ from it, the build fails until
 * {@link org.quarry.node.NodeInfo#version} is raised, {@link org.quarry.node.NodeFunction#migrate} carries old files
 * forward, and so no user's file breaks; everything else is written into it. Ids are never renamed.
 */
@NullMarked
package org.quarry.node;

import org.jspecify.annotations.NullMarked;

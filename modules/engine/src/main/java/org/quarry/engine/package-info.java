/**
 * Runs flows. {@link Quarry} is the door for Java programs, {@link Engine} for those who bring a checked flow.
 *
 * <p>How a run goes: the flow becomes a {@code Graph}, nodes by number; {@code Keys} are computed for all of them; the
 * {@code Plan} says what the goals may need and memory lacks; {@code Execution} decides when each once node runs,
 * {@code NodeRun} runs it. A node that evaluates per-step wires has a {@code Region}, the per-step nodes behind these in
 * the order of evaluation, and while it runs a {@code DriverRun} that computes them step by step.
 */
@NullMarked
package org.quarry.engine;

import org.jspecify.annotations.NullMarked;

/**
 * For tests of modules on the real engine. What one node does with given values is tested by {@code
 * org.quarry.node.testing}, which needs no engine; this runs whole workflows.
 *
 * <pre>{@code
 * @WorkflowTest("softer.json")
 * void a_softer_picture_keeps_its_brightness(RunResult result) {
 *     Picture picture = result.value("softer.picture", Picture.class);
 *
 *     assertThat(picture.pixels().mean()).isCloseTo(0.5, within(1e-3));
 * }
 * }</pre>
 *
 * <p>The nodes of the class path are there, those of the module under test among them, and one model, {@link
 * org.quarry.testkit.TinyModel tiny}: real networks of some hundred weights.
 */
@NullMarked
package org.quarry.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * For tests of nodes: runs one node with given values, without an engine, a model or a window.
 *
 * <pre>{@code
 * @Test
 * void at_scale_1_the_unconditional_prediction_is_not_asked_for() {
 *     TestLazy<Tensor> unconditional = TestLazy.of(Tensor.scalar(1));
 *
 *     CfgCombine.Out out = NodeTester.of(new CfgCombine())
 *             .with("conditional", Tensor.scalar(3))
 *             .with("unconditional", unconditional)
 *             .with("scale", 1)
 *             .run();
 *
 *     assertThat(out.guided()).isEqualTo(Tensor.scalar(3));
 *     assertThat(unconditional.asked()).isFalse();
 * }
 * }</pre>
 *
 * <p>{@link org.quarry.node.testing.NodeTester} fills in defaults and wraps values as the engine does, and
 * {@link org.quarry.node.testing.NodeTester#keepsItsContract} checks what every node promises;
 * {@link org.quarry.node.testing.TestCall} records what a node tells and can cancel it at a chosen moment;
 * {@link org.quarry.node.testing.FakeModel} and {@link org.quarry.node.testing.FakeNetwork} stand for a model.
 * Failures of the test itself are {@link java.lang.AssertionError} and {@link java.lang.IllegalArgumentException}; any
 * test framework will do.
 */
@NullMarked
package org.quarry.node.testing;

import org.jspecify.annotations.NullMarked;

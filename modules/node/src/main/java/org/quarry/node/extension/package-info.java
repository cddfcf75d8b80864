/**
 * What a module may contribute besides nodes. Each is a public class with {@link org.quarry.node.extension.Extension},
 * that implements what it contributes; the annotation processor writes it into the module's index beside the nodes, and
 * its class is loaded when it is first used.
 *
 * <table>
 * <caption>What is contributed by implementing what</caption>
 * <tr><th>interface</th><th>contributes</th></tr>
 * <tr><td>{@link org.quarry.node.extension.ValueView}</td><td>a type of values: its name, the colour of its ports, and
 * what is seen of a value</td></tr>
 * <tr><td>whatever a parameter of type {@link org.quarry.node.extension.Choice} names</td><td>one more choice of that
 * parameter, as a sampler of <i>Denoise</i></td></tr>
 * <tr><td>{@link org.quarry.node.extension.ModelFamily}</td><td>how a model's family is recognised, and what steers
 * it</td></tr>
 * <tr><td>{@link org.quarry.node.extension.WorkflowImporter}</td><td>the reading of another tool's workflow
 * files</td></tr>
 * </table>
 */
@NullMarked
package org.quarry.node.extension;

import org.jspecify.annotations.NullMarked;

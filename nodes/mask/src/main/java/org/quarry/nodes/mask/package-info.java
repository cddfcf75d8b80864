/**
 * Masks: which part of a picture is meant. Values are {@link org.quarry.tensor.Mask}, 1 where it is; most nodes take a list
 * and give one, as the picture nodes do.
 */
@NullMarked
package org.quarry.nodes.mask;

import org.jspecify.annotations.NullMarked;

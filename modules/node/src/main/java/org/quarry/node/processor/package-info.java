/** Checks the declarations of nodes while they are compiled, and writes the index from which they are known. */
@NullMarked
package org.quarry.node.processor;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.quarry.node.testing;

import org.jspecify.annotations.NullMarked;

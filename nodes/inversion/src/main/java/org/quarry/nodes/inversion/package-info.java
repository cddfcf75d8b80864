@NullMarked
package org.quarry.nodes.inversion;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.quarry.nodes.noise;

import org.jspecify.annotations.NullMarked;

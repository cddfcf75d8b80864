@NullMarked
package org.quarry.nodes.guidance;

import org.jspecify.annotations.NullMarked;

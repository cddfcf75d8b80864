@NullMarked
package org.quarry.diffusion;

import org.jspecify.annotations.NullMarked;

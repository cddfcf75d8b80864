@NullMarked
package org.quarry.tensor;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.quarry.engine;

import org.jspecify.annotations.NullMarked;

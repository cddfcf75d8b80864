@NullMarked
package org.quarry.node;

import org.jspecify.annotations.NullMarked;

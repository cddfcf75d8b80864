@NullMarked
package org.quarry.nodes.image;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.quarry.nodes.unet;

import org.jspecify.annotations.NullMarked;

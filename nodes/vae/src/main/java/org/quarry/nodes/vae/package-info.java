@NullMarked
package org.quarry.nodes.vae;

import org.jspecify.annotations.NullMarked;

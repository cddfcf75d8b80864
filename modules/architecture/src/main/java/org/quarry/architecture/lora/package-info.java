/** Files that change a network's weights a little, without replacing them. */
@NullMarked
package org.quarry.architecture.lora;

import org.jspecify.annotations.NullMarked;

/** Files that change a little of what a model does, without replacing it: LoRAs and textual inversion. */
@NullMarked
package org.quarry.architecture.adapter;

import org.jspecify.annotations.NullMarked;

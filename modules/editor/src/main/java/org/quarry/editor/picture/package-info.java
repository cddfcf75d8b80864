/** Tensors and pictures as something to look at. */
@NullMarked
package org.quarry.editor.picture;

import org.jspecify.annotations.NullMarked;

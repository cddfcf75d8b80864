/** The nodes at hand, as a tree to search and to drag from. */
@NullMarked
package org.quarry.editor.palette;

import org.jspecify.annotations.NullMarked;

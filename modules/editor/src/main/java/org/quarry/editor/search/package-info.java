/** Finding a node to add, by words and by what fits. */
@NullMarked
package org.quarry.editor.search;

import org.jspecify.annotations.NullMarked;

/** Pictures to look at closely and to compare. */
@NullMarked
package org.quarry.editor.preview;

import org.jspecify.annotations.NullMarked;

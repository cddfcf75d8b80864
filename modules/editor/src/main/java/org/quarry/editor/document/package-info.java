/** Open workflows: what they hold, what is selected, what was undone; no window in it. */
@NullMarked
package org.quarry.editor.document;

import org.jspecify.annotations.NullMarked;

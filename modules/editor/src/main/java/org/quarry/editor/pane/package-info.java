/** What the tool windows have in common: they show something of the document in front. */
@NullMarked
package org.quarry.editor.pane;

import org.jspecify.annotations.NullMarked;

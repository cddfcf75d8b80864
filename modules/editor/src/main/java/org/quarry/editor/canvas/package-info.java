/** The drawing of a workflow and the gestures on it. JGraphX is known here and nowhere else. */
@NullMarked
package org.quarry.editor.canvas;

import org.jspecify.annotations.NullMarked;

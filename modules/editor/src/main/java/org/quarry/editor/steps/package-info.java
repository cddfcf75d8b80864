/** Going back through the denoising steps of a run. */
@NullMarked
package org.quarry.editor.steps;

import org.jspecify.annotations.NullMarked;

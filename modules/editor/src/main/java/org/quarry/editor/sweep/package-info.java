/** One picture for each combination of some parameters' values. */
@NullMarked
package org.quarry.editor.sweep;

import org.jspecify.annotations.NullMarked;

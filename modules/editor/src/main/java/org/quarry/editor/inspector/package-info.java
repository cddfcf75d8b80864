/** Parameters and docs of what is selected. */
@NullMarked
package org.quarry.editor.inspector;

import org.jspecify.annotations.NullMarked;

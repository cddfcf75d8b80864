/** The desktop's editor of workflows. */
@NullMarked
package org.quarry.editor;

import org.jspecify.annotations.NullMarked;

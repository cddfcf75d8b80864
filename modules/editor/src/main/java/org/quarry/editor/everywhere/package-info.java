/** One search over nodes, node types, actions, files and models. */
@NullMarked
package org.quarry.editor.everywhere;

import org.jspecify.annotations.NullMarked;

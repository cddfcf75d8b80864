/** Windows, actions and menus on the NetBeans Platform. */
@NullMarked
package org.quarry.editor.window;

import org.jspecify.annotations.NullMarked;

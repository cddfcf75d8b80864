/** Installed modules in the desktop: their list, and the questions before one is installed. */
@NullMarked
package org.quarry.editor.module;

import org.jspecify.annotations.NullMarked;

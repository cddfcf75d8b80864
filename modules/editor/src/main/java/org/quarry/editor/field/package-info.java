/** Editors of single values: sliders, choices, texts, files, seeds. */
@NullMarked
package org.quarry.editor.field;

import org.jspecify.annotations.NullMarked;

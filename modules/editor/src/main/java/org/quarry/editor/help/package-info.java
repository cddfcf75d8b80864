/** Help pages, made from what nodes and actions declare. */
@NullMarked
package org.quarry.editor.help;

import org.jspecify.annotations.NullMarked;

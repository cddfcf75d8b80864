/** Picture files: reading, writing, and names. */
@NullMarked
package org.quarry.nodes.image.file;

import org.jspecify.annotations.NullMarked;

/** What lies in checkpoint files: names, types, shapes and places of tensors, read without reading the tensors. */
@NullMarked
package org.quarry.architecture.checkpoint;

import org.jspecify.annotations.NullMarked;

/** Reads workflow files of ComfyUI. */
@NullMarked
package org.quarry.comfyui;

import org.jspecify.annotations.NullMarked;

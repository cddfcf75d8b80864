/**
 * Builds ONNX graphs of the networks of diffusion models from their settings. The weights stay where they are: a graph names the
 * user's {@code .safetensors} files as its external data.
 */
@NullMarked
package org.quarry.architecture;

import org.jspecify.annotations.NullMarked;

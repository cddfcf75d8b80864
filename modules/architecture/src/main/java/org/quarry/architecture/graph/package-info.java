/** ONNX graphs as Java expressions: the only place that knows ONNX's protocol buffers. */
@NullMarked
package org.quarry.architecture.graph;

import org.jspecify.annotations.NullMarked;

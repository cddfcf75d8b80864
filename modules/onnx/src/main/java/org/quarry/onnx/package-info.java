@NullMarked
package org.quarry.onnx;

import org.jspecify.annotations.NullMarked;

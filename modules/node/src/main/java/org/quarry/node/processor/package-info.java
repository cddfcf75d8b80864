@NullMarked
package org.quarry.node.processor;

import org.jspecify.annotations.NullMarked;

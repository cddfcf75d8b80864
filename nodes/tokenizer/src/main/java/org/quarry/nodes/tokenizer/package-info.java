@NullMarked
package org.quarry.nodes.tokenizer;

import org.jspecify.annotations.NullMarked;

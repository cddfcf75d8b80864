@NullMarked
package org.quarry.nodes.textencoder;

import org.jspecify.annotations.NullMarked;

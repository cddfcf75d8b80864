@NullMarked
package org.quarry.json;

import org.jspecify.annotations.NullMarked;

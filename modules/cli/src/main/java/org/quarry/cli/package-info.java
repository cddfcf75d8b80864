@NullMarked
package org.quarry.cli;

import org.jspecify.annotations.NullMarked;

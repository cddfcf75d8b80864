@NullMarked
package org.quarry.nodes.scheduler;

import org.jspecify.annotations.NullMarked;

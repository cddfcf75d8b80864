@NullMarked
package org.quarry.workflow;

import org.jspecify.annotations.NullMarked;

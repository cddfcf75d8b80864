/** One workflow for all combinations of some parameters' values. */
@NullMarked
package org.quarry.workflow.sweep;

import org.jspecify.annotations.NullMarked;

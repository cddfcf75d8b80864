@NullMarked
package org.quarry.workflow.json;

import org.jspecify.annotations.NullMarked;

/** Runs of open workflows, in threads of their own, and what they tell of the nodes. */
@NullMarked
package org.quarry.editor.run;

import org.jspecify.annotations.NullMarked;

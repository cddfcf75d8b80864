/** What is wrong with a workflow, and named changes that mend it. */
@NullMarked
package org.quarry.editor.problem;

import org.jspecify.annotations.NullMarked;

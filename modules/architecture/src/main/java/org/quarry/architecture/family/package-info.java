/** The published families of models: what a checkpoint that is one file belongs to, and the settings that it comes without. */
@NullMarked
package org.quarry.architecture.family;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.quarry.nodes.model;

import org.jspecify.annotations.NullMarked;

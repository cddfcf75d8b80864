@NullMarked
package org.quarry.node.model;

import org.jspecify.annotations.NullMarked;

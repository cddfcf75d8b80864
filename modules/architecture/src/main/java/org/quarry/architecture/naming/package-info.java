/** What tensors are called elsewhere: from the names of the original programs to those of Diffusers and Transformers. */
@NullMarked
package org.quarry.architecture.naming;

import org.jspecify.annotations.NullMarked;

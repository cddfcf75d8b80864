package org.quarry.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of type {@code Optional<Out>} of a per-step node: what this very node gave the last time the same
 * driver evaluated it, empty at first. It is no port. With it a node remembers (momentum in guidance, running averages)
 * and stays a pure function; the engine keeps the value.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Previous {}

package org.quarry.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a node: what it is called and what it is for. Stands on a {@link NodeFunction}; the record components of its
 * two type arguments are the ports.
 *
 * <p>An annotation processor checks the declaration and writes it into the module's descriptor index, from which
 * palette, help, command line and checks know the node without loading its class. The build fails where something is
 * missing or contradictory, with a sentence that says what.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NodeInfo {
    /**
     * The namespaced identity, {@code vendor:kebab-name}, as in {@code acme:sharpen}. It is written into users' files
     * and never renamed.
     */
    String id();

    /**
     * Raised by one when ports or parameters change; {@link NodeFunction#migrate} then carries old files forward.
     */
    int version();

    /** The title on the canvas: sentence case, two or three words. */
    String name();

    /** The group in the palette, as in {@code Guidance}. */
    String category();

    /** What it does, for a user: the first sentence stands alone in lists, the rest in the help page. */
    String doc();

    /** What it does to the world besides computing its outputs. */
    Effect effect() default Effect.NONE;

    /** Other words people search for, as in {@code "ksampler"}. */
    String[] keywords() default {};
}

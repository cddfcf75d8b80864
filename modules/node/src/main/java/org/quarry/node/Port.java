package org.quarry.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record component a port: an input that is linked, or an output. Its name is the component's name, its type
 * the component's type; this adds what Java types cannot say.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Port {
    /** What the value is, in a few words. */
    String doc();

    /**
     * The sizes of a tensor's axes, checked before a run: {@code "B,C,H,W"}.
     *
     * <p>Each axis is a number; an upper-case letter (equal letters of one node are equal sizes); the name of an
     * {@code int} parameter; {@code port.fact}, a size known of the model linked to that port
     * ({@link org.quarry.node.model.ModelDescription#sizes}), as in {@code unet.channels}; or {@code ?}, anything.
     * Products and quotients are written {@code 8*H} and {@code H/8}. Every letter of an output must occur in an input.
     * Empty: nothing is known.
     */
    String shape() default "";

    /**
     * What the value stands for, where the Java type alone is too wide: {@code "latent<F>"}. Wires between different
     * words, or different families {@code F}, are refused; a port without a kind fits all. {@code F} is one letter
     * (equal letters of one node are equal families), or {@code {parameter}}: the family of the model that this
     * parameter names. A kind that is just one letter, on inputs and outputs, means "the same kind".
     */
    String kind() default "";

    /** On an output: the input whose value it takes when the user bypasses the node. Both must have one type. */
    String bypass() default "";
}

package org.quarry.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record component a parameter: an input with a default that the user sets in place, or links like any other.
 *
 * <p>Numbers take their default from {@link #value}, truth values from {@link #on}, texts, files and enums from
 * {@link #text}. An enum is written in kebab case ({@code EULER_ANCESTRAL} is {@code euler-ancestral}); without a
 * default its first constant is taken. Every enum constant carries a Javadoc sentence, which becomes its help.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Param {
    /** What it changes, with its unit. */
    String doc();

    /** Default of a number. */
    double value() default 0;

    /** Default of a text, a file or an enum. */
    String text() default "";

    /** Default of a truth value. */
    boolean on() default false;

    /** Smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** By how much one notch of a slider changes it; 0 lets the editor choose. */
    double step() default 0;

    /**
     * How the name of a file must end, as in {@code {".png", ".jpg"}}; lower case, and checked before a run whatever its
     * case. Empty: as it likes.
     */
    String[] endings() default {};

    /** What the value is for, where that changes how it is edited or checked. */
    Role role() default Role.PLAIN;

    /** What a parameter's value is for. */
    enum Role {
        /** Nothing special. */
        PLAIN,
        /** A {@code long}, read as unsigned 64 bits, that starts a random stream; editors offer a lock and a dice. */
        SEED,
        /** A text of several lines. */
        LONG_TEXT,
        /** A text that names a model; the model's content is part of the cache key. */
        MODEL,
        /**
         * A text that names models and files, with commas between them, from which parts are taken; empty for none. Their
         * content is part of the cache key.
         */
        MODEL_PARTS,
        /**
         * A {@code double} that says how far one prediction is moved away from another: at 1 not at all. Networks that were
         * distilled to guide by themselves want 1, which is checked before a run.
         */
        GUIDANCE
    }
}

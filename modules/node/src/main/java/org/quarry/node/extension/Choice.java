package org.quarry.node.extension;

import java.util.function.Function;

/**
 * What a user chose of an open set: a constant of the node's own enum, or what a module contributes. A parameter of this
 * type offers both:
 *
 * <pre>{@code
 * @Param(doc = "How the sample is moved from one level to the next") Choice<SamplerChoice, Sampler> sampler
 * }</pre>
 *
 * <p>A module adds a choice by a class with {@link Extension} that implements {@code Sampler}; files name it by its id, as
 * in {@code "sampler": "acme:midpoint"}.
 *
 * @param <E> the node's own choices
 * @param <T> the interface that further choices implement
 */
public sealed interface Choice<E extends Enum<E>, T> {
    /** Takes what was chosen for what the node needs. */
    <R> R either(Function<? super E, ? extends R> own, Function<? super T, ? extends R> contributed);

    /** One of the node's own. */
    static <E extends Enum<E>, T> Choice<E, T> of(E constant) {
        return new Own<>(constant);
    }

    /**
     * One that a module contributes.
     *
     * @param id by which files name it
     */
    static <E extends Enum<E>, T> Choice<E, T> of(String id, T extension) {
        return new Contributed<>(id, extension);
    }

    /** One of the node's own. */
    record Own<E extends Enum<E>, T>(E constant) implements Choice<E, T> {
        @Override
        public <R> R either(Function<? super E, ? extends R> own, Function<? super T, ? extends R> contributed) {
            return own.apply(constant);
        }
    }

    /**
     * One that a module contributes.
     *
     * @param id by which files name it
     */
    record Contributed<E extends Enum<E>, T>(String id, T extension) implements Choice<E, T> {
        @Override
        public <R> R either(Function<? super E, ? extends R> own, Function<? super T, ? extends R> contributed) {
            return contributed.apply(extension);
        }
    }
}

package org.quarry.node.testing;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Lazy;

/**
 * A lazy input that records whether it was asked for.
 *
 * @param <T> the type of the value
 */
public final class TestLazy<T> implements Lazy<T> {
    private final Supplier<T> supplier;
    private @Nullable T value;

    private TestLazy(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    /** A lazy input with a value. */
    public static <T> TestLazy<T> of(T value) {
        return new TestLazy<>(() -> value);
    }

    /** A lazy input that is computed when it is first asked for, or fails then. */
    public static <T> TestLazy<T> computedBy(Supplier<T> supplier) {
        return new TestLazy<>(supplier);
    }

    @Override
    public synchronized T get() {
        T computed = Optional.ofNullable(value).orElseGet(supplier);
        value = computed;
        return computed;
    }

    /** Whether anybody asked for the value. */
    public synchronized boolean asked() {
        return value != null;
    }
}

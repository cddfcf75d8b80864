package org.quarry.editor.steps;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * Decodes latents one after the other, what was asked for last first, and keeps the pictures as long as they may be asked
 * for again. To be used on the event thread; decoding is done elsewhere.
 */
final class Darkroom {
    private final Executor worker;
    private final Executor event;
    private final Consumer<String> told;
    private final Map<Tensor, Picture> pictures = new IdentityHashMap<>();
    private final Deque<Tensor> waiting = new ArrayDeque<>();
    private final Set<Tensor> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Function<Tensor, Picture> decoder;
    private boolean busy;

    /** @param told after each picture, with a sentence if it could not be made, else empty */
    Darkroom(Executor worker, Executor event, Consumer<String> told) {
        this.worker = worker;
        this.event = event;
        this.told = told;
    }

    /** Decodes so from now on, and forgets what it was asked for before. */
    void use(Optional<Function<Tensor, Picture>> how) {
        decoder = how.orElse(null);
        pictures.clear();
        waiting.clear();
        asked.clear();
    }

    /** The picture of a latent; empty as long as it is not decoded. */
    Optional<Picture> of(Tensor latent) {
        Picture known = pictures.get(latent);
        if (known == null && asked.add(latent)) {
            waiting.push(latent);
            next();
        }
        return Optional.ofNullable(known);
    }

    private void next() {
        Function<Tensor, Picture> how = decoder;
        if (busy || how == null || waiting.isEmpty()) {
            return;
        }
        Tensor latent = waiting.pop();
        busy = true;
        CompletableFuture.supplyAsync(() -> how.apply(latent), worker)
                .whenComplete((picture, broken) -> event.execute(() -> {
                    busy = false;
                    boolean wanted = how == decoder;
                    if (wanted && broken == null) {
                        pictures.put(latent, picture);
                    }
                    told.accept(broken == null ? "" : "not decoded: " + reason(broken));
                    next();
                }));
    }

    private static String reason(Throwable broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        return String.valueOf(cause.getMessage());
    }
}

package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

@Timeout(60)
class CancelTest {
    private static final int SIDE = 256;

    /** Each product takes about a millisecond, so all of them tens of seconds, and a stop has a seam every millisecond. */
    private static final int PRODUCTS = 20_000;

    @TempDir
    Path folder;

    private Network slow(Models models) throws IOException {
        OnnxWriter products = new OnnxWriter().input("x", OnnxWriter.FLOAT, SIDE, SIDE);
        for (int i = 0; i < PRODUCTS; i++) {
            products.node("MatMul", i + 1 == PRODUCTS ? "y" : "p" + i, i == 0 ? "x" : "p" + (i - 1), "x");
        }
        new OnnxFolder(folder.resolve("slow")).network("net", products.output("y", OnnxWriter.FLOAT, SIDE, SIDE));
        return models.open("slow").network("net");
    }

    private static Map<String, Tensor> zeros() {
        return Map.of("x", Tensor.filled(Shape.of(SIDE, SIDE), 0));
    }

    @Test
    void a_run_stops_within_200_ms_and_the_network_stays_usable() throws IOException {
        try (Models models = ModelsOnDisk.open(folder)) {
            Network slow = slow(models);
            Stop stop = new Stop();
            CompletableFuture<Long> ended = CompletableFuture.supplyAsync(() -> {
                assertThatThrownBy(() -> slow.execute(zeros(), List.of(), stop))
                        .isInstanceOf(CancellationException.class)
                        .hasMessageContaining("slow/net");
                return System.nanoTime();
            });
            while (stop.listeners() == 0) {
                Thread.onSpinWait();
            }
            // Well into the run: it would take tens of seconds.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));

            long asked = System.nanoTime();
            stop.fire();
            long millis = TimeUnit.NANOSECONDS.toMillis(ended.join() - asked);

            // Some milliseconds; the limit leaves room for a machine with much else to do.
            assertThat(millis).isLessThan(3000);
            assertThat(stop.listeners()).isZero();
            CompletableFuture<?> again = CompletableFuture.runAsync(() -> {
                Stop soon = new Stop();
                // In the timer's own thread: the common pool may have one thread only, and the network keeps it.
                CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run)
                        .execute(soon::fire);
                slow.execute(zeros(), List.of(), soon);
            });
            assertThatThrownBy(again::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        }
    }

    @Test
    void a_run_that_is_cancelled_before_it_starts_does_not_start() throws IOException {
        try (Models models = ModelsOnDisk.open(folder)) {
            Network slow = slow(models);
            Stop stop = new Stop();
            stop.fire();

            long start = System.nanoTime();
            assertThatThrownBy(() -> slow.execute(zeros(), List.of(), stop)).isInstanceOf(CancellationException.class);

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(3000);
        }
    }
}

package org.quarry.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.quarry.node.model.Models;

/** A program for {@link ChildProcess}: ends while another thread starts the runtime and loads {@code m/net}. */
final class EndsWhileLoading {
    private EndsWhileLoading() {}

    /** Arguments: the models' folder, the cache, after how many milliseconds to end. */
    public static void main(String[] arguments) {
        Models models = ModelsOnDisk.open(new Models.Options(
                List.of(Path.of(arguments[0])), Path.of(arguments[1]), "cpu", 0, ModelsOnDisk.PLENTY));
        Thread loading = new Thread(() -> models.open("m").network("net"));
        loading.setDaemon(true);
        loading.start();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2])));
        System.exit(0);
    }
}

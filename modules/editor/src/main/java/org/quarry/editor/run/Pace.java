package org.quarry.editor.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/** Does things on the event thread, a thirtieth of a second later: often enough for the eye. */
public final class Pace implements Consumer<Runnable> {
    private static final long MILLIS = 33;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "quarry-pace");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void accept(Runnable work) {
        timer.schedule(() -> SwingUtilities.invokeLater(work), MILLIS, TimeUnit.MILLISECONDS);
    }
}

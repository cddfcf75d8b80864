package org.quarry.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunListener;

/**
 * Shows a run on a terminal: one line that is drawn over again, with the node at work, a bar and the time left, and what
 * nodes report on lines of their own.
 */
final class ProgressLine implements RunListener {
    private static final int BAR = 24;
    private static final long REDRAW_NANOS = 50_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private long drawn;
    private boolean shown;

    ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            draw(started.node(), true);
        } else if (event instanceof RunEvent.Progress progress) {
            draw(line(progress), progress.done() == progress.total());
        } else if (event instanceof RunEvent.Report || event instanceof RunEvent.RunFinished) {
            erase();
        }
    }

    private static String line(RunEvent.Progress progress) {
        int filled = Math.min(BAR, BAR * progress.done() / progress.total());
        String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
        String line = progress.node() + "  [" + bar + "] " + progress.done() + "/" + progress.total();
        OptionalDouble left = progress.left();
        return left.isPresent() && progress.done() < progress.total() ? line + "  " + time(left.getAsDouble()) : line;
    }

    /** Milliseconds as people say them: {@code 4 s left}, {@code 2 min 5 s left}. */
    static String time(double millis) {
        long seconds = Math.round(millis / 1000);
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.1f s left", millis / 1000);
        } else if (seconds < 60) {
            return seconds + " s left";
        } else if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s left";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min left";
    }

    private void draw(String line, boolean now) {
        long time = System.nanoTime();
        if (now || time - drawn >= REDRAW_NANOS) {
            terminal.print(ERASE + line);
            terminal.flush();
            drawn = time;
            shown = true;
        }
    }

    private void erase() {
        if (shown) {
            terminal.print(ERASE);
            terminal.flush();
            shown = false;
        }
    }
}

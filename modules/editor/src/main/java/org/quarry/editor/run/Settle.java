package org.quarry.editor.run;

import java.util.function.Consumer;
import javax.swing.Timer;

/** Does what it was asked last, on the event thread, when it was not asked again for a moment. */
public final class Settle implements Consumer<Runnable> {
    private static final int MILLIS = 250;

    private Runnable asked = () -> {};
    private final Timer timer = new Timer(MILLIS, tick -> asked.run());

    /** One that was not asked anything yet. */
    public Settle() {
        timer.setRepeats(false);
    }

    @Override
    public void accept(Runnable work) {
        asked = work;
        timer.restart();
    }
}

package org.quarry.editor.run;

import java.awt.EventQueue;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.modules.OnStop;
import org.quarry.editor.Workbench;
import org.quarry.engine.Engine;

/** What happens to runs when the desktop closes: the user is asked, and they end before the process does. */
@OnStop
public final class RunStop implements Callable<Boolean>, Runnable {
    private static final String STOP = "Stop and Quit";

    @Override
    public Boolean call() throws Exception {
        FutureTask<Boolean> asking = new FutureTask<>(RunStop::settled);
        if (EventQueue.isDispatchThread()) {
            asking.run();
        } else {
            EventQueue.invokeAndWait(asking);
        }
        return asking.get();
    }

    private static boolean settled() {
        Runs runs = Workbench.here().runs();
        List<QueuedRun> open = runs.open();
        if (open.isEmpty()) {
            return true;
        }
        NotifyDescriptor question = new NotifyDescriptor(
                sentence(open),
                "Quit?",
                NotifyDescriptor.OK_CANCEL_OPTION,
                NotifyDescriptor.QUESTION_MESSAGE,
                new Object[] {STOP, NotifyDescriptor.CANCEL_OPTION},
                NotifyDescriptor.CANCEL_OPTION);
        boolean quit = STOP.equals(DialogDisplayer.getDefault().notify(question));
        if (quit) {
            runs.cancelAll();
        }
        return quit;
    }

    /** Which runs would be lost. */
    private static String sentence(List<QueuedRun> open) {
        QueuedRun first = open.get(0);
        String stands = first.name() + (first.state() == QueuedRun.State.HELD ? " is held" : " goes on");
        return open.size() == 1
                ? stands + ". What it has not computed yet is lost if Quarry closes now."
                : stands + ", and " + (open.size() - 1) + " more wait. They are lost if Quarry closes now.";
    }

    @Override
    public void run() {
        // A network that is running while the process ends would take it down.
        Workbench.here().engine().thenAccept(Engine::close);
    }
}

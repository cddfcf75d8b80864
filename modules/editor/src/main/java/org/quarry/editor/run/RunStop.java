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
        String others = open.size() == 1 ? "" : " and " + (open.size() - 1) + " more";
        NotifyDescriptor question = new NotifyDescriptor.Confirmation(
                open.get(0).name() + others + " is not over. Cancel and quit?",
                "Quit",
                NotifyDescriptor.OK_CANCEL_OPTION);
        boolean quit = DialogDisplayer.getDefault().notify(question) == NotifyDescriptor.OK_OPTION;
        if (quit) {
            runs.cancelAll();
        }
        return quit;
    }

    @Override
    public void run() {
        // A network that is running while the process ends would take it down.
        Workbench.here().engine().thenAccept(Engine::close);
    }
}

package org.quarry.editor.sweep;

import java.awt.event.ActionEvent;
import java.util.List;
import javax.swing.JButton;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.preview.PreviewWindow;
import org.quarry.editor.run.BenchAction;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunOrder;
import org.quarry.editor.run.Runs;
import org.quarry.editor.run.RunsListener;

/** Asks what is to be varied, runs it, and shows the sheet. */
@ActionID(category = "Run", id = "org.quarry.editor.Sweep")
@ActionRegistration(displayName = "Sweep…", lazy = false)
@ActionReferences({
    @ActionReference(path = "Menu/Run", position = 140),
    @ActionReference(path = "Toolbars/Run", position = 140),
    @ActionReference(path = "Quarry/Canvas/Node", position = 730)
})
public final class SweepAction extends BenchAction {
    private static final long serialVersionUID = 1;

    /** Made by the platform. */
    public SweepAction() {
        super("Sweep…", "sweep");
        putValue(
                SHORT_DESCRIPTION,
                "Run for many values of some parameters, and put the pictures on one labelled sheet");
    }

    @Override
    protected boolean possible(Workbench bench) {
        return bench.current().isPresent();
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        document().ifPresent(SweepAction::ask);
    }

    private static void ask(Document document) {
        JButton run = new JButton("Run");
        SweepPane pane = new SweepPane(document, plan -> run.setEnabled(plan.possible()));
        DialogDescriptor dialog = new DialogDescriptor(pane, "Sweep of " + document.name());
        dialog.setOptions(new Object[] {run, DialogDescriptor.CANCEL_OPTION});
        dialog.setValue(run);
        if (DialogDisplayer.getDefault().notify(dialog) == run && pane.plan().possible()) {
            start(document, pane.plan());
        }
    }

    private static void start(Document document, SweepPlan plan) {
        Runs runs = Workbench.here().runs();
        QueuedRun sweep = runs.queue(RunOrder.of(document, plan.grid(), List.of(), RunOrder.Cause.SWEEP));
        runs.listen(new RunsListener() {
            @Override
            public void ended(QueuedRun run) {
                if (run == sweep) {
                    runs.ignore(this);
                    if (!run.results().isEmpty()) {
                        PreviewWindow.opened().ifPresent(preview -> preview.show(PreviewWindow.exhibits(run)));
                    }
                }
            }
        });
    }
}

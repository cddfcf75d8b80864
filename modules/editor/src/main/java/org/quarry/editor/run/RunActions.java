package org.quarry.editor.run;

import java.awt.Component;
import java.awt.event.ActionEvent;
import java.util.List;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.openide.util.actions.Presenter;
import org.quarry.editor.Workbench;

/** What runs, and what stops it. */
public final class RunActions {
    private RunActions() {}

    private static void queue(List<String> targets, RunOrder.Cause cause) {
        Workbench.here().current().ifPresent(document -> {
            if (!Refusals.shown(document)) {
                Workbench.here().runs().queue(document, targets, cause);
            }
        });
    }

    /** Runs all that shows or writes something. */
    @ActionID(category = "Run", id = "org.quarry.editor.Run")
    @ActionRegistration(displayName = "Run", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 100),
        @ActionReference(path = "Toolbars/Run", position = 100),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 700, separatorBefore = 690),
        @ActionReference(path = "Shortcuts", name = "D-ENTER"),
        @ActionReference(path = "Shortcuts", name = "F5")
    })
    public static final class RunAll extends BenchAction implements Presenter.Toolbar {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public RunAll() {
            super("Run", "run");
            putValue(SHORT_DESCRIPTION, "Run all that shows or saves a picture; while a run goes on, queue one");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return bench.current().isPresent();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            queue(List.of(), RunOrder.Cause.RUN);
        }

        @Override
        public Component getToolbarPresenter() {
            return new RunButton(this);
        }
    }

    /** Runs to the selected nodes. */
    @ActionID(category = "Run", id = "org.quarry.editor.RunToSelected")
    @ActionRegistration(displayName = "Run to Selected", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 110),
        @ActionReference(path = "Toolbars/Run", position = 110),
        @ActionReference(path = "Quarry/Canvas/Node", position = 700, separatorBefore = 690),
        // Not DS-ENTER: the platform has a file of that name for its own action, which is hidden.
        @ActionReference(path = "Shortcuts", name = "SD-ENTER")
    })
    public static final class RunToSelected extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public RunToSelected() {
            super("Run to Selected", "run-to");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return !selected().isEmpty();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            queue(selected(), RunOrder.Cause.RUN);
        }
    }

    /** Computes the selected nodes again. */
    @ActionID(category = "Run", id = "org.quarry.editor.RunAgain")
    @ActionRegistration(displayName = "Run Selected Again", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 120),
        @ActionReference(path = "Quarry/Canvas/Node", position = 710)
    })
    public static final class RunAgain extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public RunAgain() {
            super("Run Selected Again", "run-again");
            putValue(SHORT_DESCRIPTION, "Compute the selected nodes again, whatever is kept of them");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return !selected().isEmpty();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            queue(selected(), RunOrder.Cause.AGAIN);
        }
    }

    /** Stops the run that goes on. */
    @ActionID(category = "Run", id = "org.quarry.editor.Cancel")
    @ActionRegistration(displayName = "Cancel", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 200, separatorBefore = 190),
        @ActionReference(path = "Toolbars/Run", position = 200),
        @ActionReference(path = "Shortcuts", name = "D-PERIOD")
    })
    public static final class Cancel extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public Cancel() {
            super("Cancel", "cancel");
        }

        @Override
        protected void refresh() {
            super.refresh();
            // It says which run it stops, so that nobody stops another one.
            String name = Workbench.here()
                    .runs()
                    .running()
                    .map(run -> "Cancel " + run.name())
                    .orElse("Cancel");
            putValue(NAME, name);
            putValue(SHORT_DESCRIPTION, name);
        }

        @Override
        protected boolean possible(Workbench bench) {
            return bench.runs().running().isPresent();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            Runs runs = Workbench.here().runs();
            runs.running().ifPresent(runs::cancel);
        }
    }

    /** Takes out of the queue what has not begun. */
    @ActionID(category = "Run", id = "org.quarry.editor.ClearQueue")
    @ActionRegistration(displayName = "Clear Queue", lazy = false)
    @ActionReference(path = "Menu/Run", position = 210)
    public static final class ClearQueue extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public ClearQueue() {
            super("Clear Queue", "");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return bench.runs().open().size() > 1;
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().runs().clear();
        }
    }
}

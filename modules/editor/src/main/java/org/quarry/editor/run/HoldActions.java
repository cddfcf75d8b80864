package org.quarry.editor.run;

import java.awt.event.ActionEvent;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.Workbench;
import org.quarry.engine.Run;

/** What holds a run and lets it go. */
public final class HoldActions {
    private HoldActions() {}

    /** Holds the run before the next node or step. */
    @ActionID(category = "Run", id = "org.quarry.editor.Pause")
    @ActionRegistration(displayName = "Pause", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 300, separatorBefore = 290),
        @ActionReference(path = "Toolbars/Run", position = 300),
        @ActionReference(path = "Shortcuts", name = "S-F9")
    })
    public static final class Pause extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public Pause() {
            super("Pause", "pause");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return bench.runs()
                    .running()
                    .filter(run -> run.state() == QueuedRun.State.RUNNING)
                    .isPresent();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().runs().control(Run::pause);
        }
    }

    /** Lets a run that is held go on. */
    @ActionID(category = "Run", id = "org.quarry.editor.Continue")
    @ActionRegistration(displayName = "Continue", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 310),
        @ActionReference(path = "Toolbars/Run", position = 310),
        @ActionReference(path = "Shortcuts", name = "F9")
    })
    public static final class Continue extends Stepping {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public Continue() {
            super("Continue", "continue");
        }

        @Override
        void step(Run run) {
            run.resume();
        }
    }

    /** Lets one node run. */
    @ActionID(category = "Run", id = "org.quarry.editor.StepNode")
    @ActionRegistration(displayName = "Step One Node", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 320),
        @ActionReference(path = "Toolbars/Run", position = 320),
        @ActionReference(path = "Shortcuts", name = "F10")
    })
    public static final class StepNode extends Stepping {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public StepNode() {
            super("Step One Node", "step-node");
        }

        @Override
        void step(Run run) {
            run.stepNode();
        }
    }

    /** Lets the run go on to the next denoising step. */
    @ActionID(category = "Run", id = "org.quarry.editor.StepDenoising")
    @ActionRegistration(displayName = "Step One Denoising Step", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 330),
        @ActionReference(path = "Toolbars/Run", position = 330),
        @ActionReference(path = "Shortcuts", name = "F11")
    })
    public static final class StepDenoising extends Stepping {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public StepDenoising() {
            super("Step One Denoising Step", "step-denoising");
        }

        @Override
        void step(Run run) {
            run.stepDenoising();
        }
    }

    /** Sets breakpoints before the selected nodes, or takes them away. */
    @ActionID(category = "Run", id = "org.quarry.editor.Breakpoint")
    @ActionRegistration(displayName = "Toggle Breakpoint", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Run", position = 400, separatorBefore = 390),
        @ActionReference(path = "Quarry/Canvas/Node", position = 720),
        @ActionReference(path = "Shortcuts", name = "F8")
    })
    public static final class ToggleBreakpoint extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public ToggleBreakpoint() {
            super("Toggle Breakpoint", "breakpoint");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return !selected().isEmpty();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            document().ifPresent(document -> selected().forEach(document.breakpoints()::toggle));
        }
    }

    /** Takes all breakpoints away. */
    @ActionID(category = "Run", id = "org.quarry.editor.ClearBreakpoints")
    @ActionRegistration(displayName = "Remove All Breakpoints", lazy = false)
    @ActionReference(path = "Menu/Run", position = 410)
    public static final class ClearBreakpoints extends BenchAction {
        private static final long serialVersionUID = 1;

        /** Made by the platform. */
        public ClearBreakpoints() {
            super("Remove All Breakpoints", "");
        }

        @Override
        protected boolean possible(Workbench bench) {
            return bench.current().isPresent();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            document().ifPresent(document -> document.breakpoints().clear());
        }
    }

    /** Something that is done with a run that is held. */
    abstract static class Stepping extends BenchAction {
        private static final long serialVersionUID = 1;

        Stepping(String name, String icon) {
            super(name, icon);
        }

        abstract void step(Run run);

        @Override
        protected boolean possible(Workbench bench) {
            return bench.runs()
                    .running()
                    .filter(run -> run.state() == QueuedRun.State.HELD)
                    .isPresent();
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().runs().control(this::step);
        }
    }
}

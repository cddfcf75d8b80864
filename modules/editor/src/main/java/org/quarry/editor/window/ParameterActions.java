package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JMenuItem;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionRegistration;
import org.openide.util.actions.Presenter;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.DeclaredPorts;
import org.quarry.editor.document.Parameters;
import org.quarry.editor.document.Words;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What the context menu of a node does to the parameter at which it was asked for. */
public final class ParameterActions {
    private ParameterActions() {}

    /** Reset to Default. */
    @ActionID(category = "Edit", id = "org.quarry.editor.ParameterActions.reset")
    @ActionRegistration(displayName = "Reset to Default", lazy = false)
    @ActionReference(path = "Quarry/Canvas/Node", position = 20)
    public static Action reset() {
        return new OnParameter("Reset to Default", Parameters::given, Parameters::reset);
    }

    /** In a component, lets instances set the parameter. */
    @ActionID(category = "Edit", id = "org.quarry.editor.ParameterActions.expose")
    @ActionRegistration(displayName = "Show on Component", lazy = false)
    @ActionReference(path = "Quarry/Canvas/Node", position = 30)
    public static Action expose() {
        return new OnParameter(
                "Show on Component",
                (workflow, asked) -> DeclaredPorts.inputs(workflow).canExpose(asked),
                (workflow, asked) -> DeclaredPorts.inputs(workflow).exposed(asked));
    }

    /** In a component, keeps the parameter from instances again. */
    @ActionID(category = "Edit", id = "org.quarry.editor.ParameterActions.hide")
    @ActionRegistration(displayName = "Hide from Component", lazy = false)
    @ActionReference(path = "Quarry/Canvas/Node", position = 35, separatorAfter = 40)
    public static Action hide() {
        return new OnParameter(
                "Hide from Component",
                (workflow, asked) -> DeclaredPorts.inputs(workflow).name(asked).isPresent(),
                (workflow, asked) -> DeclaredPorts.inputs(workflow).hidden(asked));
    }

    private static final class OnParameter extends AbstractAction implements Presenter.Popup {
        private static final long serialVersionUID = 1;

        private final String words;
        private final transient BiPredicate<Workflow, Socket> can;
        private final transient BiFunction<Workflow, Socket, Workflow> work;

        OnParameter(String words, BiPredicate<Workflow, Socket> can, BiFunction<Workflow, Socket, Workflow> work) {
            super(words);
            this.words = words;
            this.can = can;
            this.work = work;
        }

        @Override
        public JMenuItem getPopupPresenter() {
            JMenuItem item = new JMenuItem(this);
            CanvasAction.front().ifPresent(canvas -> {
                item.setText(canvas.askedParameter()
                        .map(asked -> words + ": " + Words.label(asked.port()))
                        .orElse(words));
                // Elsewhere it would only make the menu longer.
                item.setVisible(canvas.askedParameter()
                        .filter(asked -> can.test(canvas.document().workflow(), asked))
                        .isPresent());
            });
            return item;
        }

        @Override
        public void actionPerformed(ActionEvent e) {
            CanvasAction.front().ifPresent(this::act);
        }

        private void act(Canvas canvas) {
            canvas.askedParameter()
                    .filter(asked -> can.test(canvas.document().workflow(), asked))
                    .ifPresent(asked -> canvas.document().edit(words, workflow -> work.apply(workflow, asked)));
        }
    }
}

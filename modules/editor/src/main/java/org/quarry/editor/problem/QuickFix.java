package org.quarry.editor.problem;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quarry.editor.document.Document;
import org.quarry.editor.module.Installing;
import org.quarry.workflow.Absence;
import org.quarry.workflow.ModuleNote;
import org.quarry.workflow.Workflow;

/**
 * What mends a problem: a change of the workflow, or a module to be installed.
 *
 * @param name what it does, in words for a menu: {@code Link 'model.vae'}
 * @param change to be applied to the workflow that was checked, or a later one
 * @param module to be installed; {@link ModuleNote#NONE} for none
 */
public record QuickFix(String name, UnaryOperator<Workflow> change, ModuleNote module) {
    /** A change of the workflow. */
    public QuickFix(String name, UnaryOperator<Workflow> change) {
        this(name, change, ModuleNote.NONE);
    }

    /** Installs the module that is missing, if that is what is needed. */
    static Optional<QuickFix> installing(Absence why) {
        return why.installable()
                ? Optional.of(new QuickFix("Install " + why.module().name() + "…", workflow -> workflow, why.module()))
                : Optional.empty();
    }

    /** Does it. */
    public void apply(Document document) {
        if (module.isEmpty()) {
            document.edit(name, change);
        } else {
            Installing.missing(module);
        }
    }
}

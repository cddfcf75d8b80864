package org.quarry.editor.problem;

import java.util.List;
import java.util.Optional;
import org.quarry.workflow.ComponentProblem;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;

/** What mends problems of component instances. */
final class ComponentFixes {
    private ComponentFixes() {}

    static List<QuickFix> of(ComponentProblem problem) {
        QuickFix remove = new QuickFix("Remove '" + problem.node() + "'", Repairs.withoutNode(problem.node()));
        if (problem instanceof ComponentProblem.ChangedComponent changed) {
            return List.of(new QuickFix(
                    "Accept the changed file",
                    Repairs.changed(changed.node(), node -> withHash(node, changed.found()))));
        } else if (problem instanceof ComponentProblem.OtherComponent other) {
            return List.of(
                    new QuickFix(
                            "Accept '" + other.found() + "'",
                            Repairs.changed(other.node(), node -> Repairs.typed(node, other.found()))),
                    remove);
        } else if (problem instanceof ComponentProblem.BrokenPort) {
            // It is mended in the component's own file.
            return List.of();
        }
        return List.of(
                new QuickFix("Mute '" + problem.node() + "'", Repairs.mode(problem.node(), PlacedNode.Mode.MUTED)),
                remove);
    }

    private static PlacedNode withHash(PlacedNode node, String hash) {
        Optional<ComponentLink> accepted =
                node.component().map(link -> new ComponentLink(link.file(), hash, link.extras()));
        return new PlacedNode(node.type(), node.inputs(), node.mode(), accepted, node.extras());
    }
}

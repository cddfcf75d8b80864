package org.quarry.editor.problem;

import java.util.List;
import java.util.function.UnaryOperator;
import org.quarry.workflow.ComponentProblem;
import org.quarry.workflow.Migration;
import org.quarry.workflow.NodeProblem;
import org.quarry.workflow.Problem;
import org.quarry.workflow.ValueProblem;
import org.quarry.workflow.WireProblem;
import org.quarry.workflow.Workflow;

/**
 * Finds what mends a problem, the most likely first. May check the workflow many times, so it is not for the event thread.
 */
public final class QuickFixes {
    private final Ground ground;

    /** Fixes on one ground. */
    public QuickFixes(Ground ground) {
        this.ground = ground;
    }

    /** What mends a problem; nothing for one within a component, whose file is its own workflow. */
    public List<QuickFix> of(Problem problem) {
        boolean here = problem.node().isEmpty() || ground.workflow().nodes().containsKey(problem.node());
        return here ? found(problem).stream().map(this::carried).toList() : List.of();
    }

    private List<QuickFix> found(Problem problem) {
        if (problem instanceof NodeProblem node) {
            return new NodeFixes(ground).of(node);
        } else if (problem instanceof WireProblem wire) {
            return new WireFixes(ground).of(wire);
        } else if (problem instanceof ValueProblem value) {
            return new ValueFixes(ground).of(value);
        } else if (problem instanceof ComponentProblem component) {
            return ComponentFixes.of(component);
        }
        throw new IllegalArgumentException("a problem of no known kind: " + problem);
    }

    /** A fix speaks of the ports of the installed versions, so nodes of older versions are carried to them first. */
    private QuickFix carried(QuickFix fix) {
        UnaryOperator<Workflow> carry = new Migration(ground.catalog())::carry;
        return new QuickFix(fix.name(), Repairs.both(carry, fix.change()), fix.module());
    }
}

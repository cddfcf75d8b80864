package org.quarry.editor.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.editor.document.Activity;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.workflow.NodeProblem;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Problem;

/**
 * The nodes that failed in a document's last run. Whether they would fail again is known no more as soon as nodes change.
 *
 * @param problems one for each of them
 * @param nodes as they were when this was found out
 */
record RunFailures(List<Problem> problems, Map<String, PlacedNode> nodes) {
    static final RunFailures NONE = new RunFailures(List.of(), Map.of());

    static RunFailures of(Document document) {
        Activity activity = document.activity();
        List<Problem> problems = new ArrayList<>();
        for (String node : document.workflow().nodes().keySet()) {
            NodeActivity last = activity.of(node);
            if (last.state() == NodeActivity.State.FAILED) {
                problems.add(new NodeProblem.RunFailed(node, last.reason()));
            }
        }
        return problems.isEmpty()
                ? NONE
                : new RunFailures(problems, document.workflow().nodes());
    }

    boolean outdated(Document document) {
        return !problems.isEmpty() && !nodes.equals(document.workflow().nodes());
    }
}

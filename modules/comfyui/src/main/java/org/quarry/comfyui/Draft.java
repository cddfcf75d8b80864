package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** A graph and what was made of it so far. */
final class Draft {
    private final ApiGraph graph;
    private final WorkflowText workflow = new WorkflowText();
    private final Values values = new Values(this);
    private final List<String> notes = new ArrayList<>();
    private final Set<String> carried = new TreeSet<>();
    private final Map<String, String> firstUses = new HashMap<>();

    Draft(ApiGraph graph) {
        this.graph = graph;
    }

    ApiGraph graph() {
        return graph;
    }

    WorkflowText workflow() {
        return workflow;
    }

    Values values() {
        return values;
    }

    /** Tells once what is not the same here. */
    void note(ApiNode node, String text) {
        String note = node + ": " + text;
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** @return whether the node was not carried over before */
    boolean carry(ApiNode node) {
        return carried.add(node.number());
    }

    boolean carried(ApiNode node) {
        return carried.contains(node.number());
    }

    /** The name that stands for a node: plain for the first of its role, with its number for others. */
    String name(String base, ApiNode node) {
        return workflow.name(base, node.number());
    }

    /** The name that stands for one of a node's uses: there it is one node, here one for each model it is used with. */
    String name(String base, ApiNode node, String use) {
        String first = firstUses.putIfAbsent(base + " " + node.number(), use);
        boolean plain = first == null || first.equals(use);
        return workflow.name(base, plain ? node.number() : node.number() + "-" + use);
    }

    Imported finished(Canvas canvas) {
        List<String> all = new ArrayList<>(notes);
        for (ApiNode node : graph.nodes()) {
            if (!carried.contains(node.number())) {
                all.add(node + " was left out: nothing that was carried over needs it");
            }
        }
        all.addAll(canvas.left());
        return new Imported(workflow.text("From ComfyUI", canvas), all);
    }
}

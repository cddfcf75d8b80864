package org.quarry.editor.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.quarry.editor.document.Document;
import org.quarry.node.NodeException;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.sweep.Axis;
import org.quarry.workflow.sweep.Sweep;

/**
 * What comes of a sweep.
 *
 * @param sentence how many pictures it has, or why it cannot be made
 * @param grid the workflow that makes it; one without nodes if it cannot be made
 */
record SweepPlan(String sentence, Workflow grid) {
    /** Values for one parameter, as they are typed. */
    record Row(Variable variable, String values) {}

    /** Whether it can be run. */
    boolean possible() {
        return !grid.nodes().isEmpty();
    }

    static SweepPlan of(Document document, List<Row> rows) {
        Workflow none = Workflow.empty("");
        if (rows.isEmpty()) {
            return new SweepPlan("Choose a parameter to vary", none);
        }
        Set<String> targets = rows.stream().map(row -> row.variable().target()).collect(Collectors.toSet());
        if (targets.size() < rows.size()) {
            return new SweepPlan("One parameter is there twice; put all its values into one row", none);
        }
        try {
            List<Axis> axes = new ArrayList<>();
            for (Row row : rows) {
                axes.add(axis(row));
            }
            Settings settings = new Settings(document.desk().catalog(), new ComponentFiles(document.folder()));
            Workflow grid =
                    new Sweep(document.workflow(), document.desk().catalog(), settings).grid(axes, file(document));
            return new SweepPlan(count(axes), grid);
        } catch (NodeException e) {
            return new SweepPlan(String.valueOf(e.getMessage()), none);
        }
    }

    private static Axis axis(Row row) {
        String target = row.variable().target();
        return row.variable().lines()
                ? new Axis(target, row.values().lines().toList())
                : Axis.parse(target + "=" + row.values().replace(" ", ""));
    }

    private static String count(List<Axis> axes) {
        String product =
                axes.stream().map(axis -> String.valueOf(axis.values().size())).collect(Collectors.joining(" x "));
        return axes.size() == 1 ? product + " pictures" : product + " = " + Sweep.cells(axes) + " pictures";
    }

    private static String file(Document document) {
        String name = document.name().replaceAll("\\.[^.]*$", "").replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return name + "-sweep.png";
    }
}

package org.quarry.workflow.json;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonDocument.Position;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** The outcome of a check for other programs. */
public final class ProblemReport {
    private ProblemReport() {}

    /**
     * An object with {@code file}, {@code runs} (whether it can) and {@code problems}: each with
     * {@code severity} ({@code error}, {@code warning} or {@code note}), {@code code}, {@code message}, and where they are known
     * {@code node}, {@code input}, {@code line} and {@code column}.
     */
    public static Json json(WorkflowDocument document, Checked checked) {
        return Json.object()
                .with("file", Json.of(document.name()))
                .with("runs", Json.of(checked.flow().isPresent()))
                .with(
                        "problems",
                        new Json.Elements(checked.problems().stream()
                                .map(problem -> json(document, problem))
                                .toList()));
    }

    private static Json json(WorkflowDocument document, Problem problem) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("severity", Json.of(problem.severity().name().toLowerCase(Locale.ROOT)));
        members.put("code", Json.of(problem.code()));
        if (!problem.node().isEmpty()) {
            members.put("node", Json.of(problem.node()));
        }
        if (!problem.input().isEmpty()) {
            members.put("input", Json.of(problem.input()));
        }
        document.position(problem.node(), problem.input()).ifPresent(at -> place(members, at));
        members.put("message", Json.of(problem.message()));
        return new Json.Members(members);
    }

    private static void place(Map<String, Json> members, Position at) {
        members.put("line", Json.of(at.line()));
        members.put("column", Json.of(at.column()));
    }
}

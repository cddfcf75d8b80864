package org.quarry.editor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;

/** A text-to-image that is broken; each fix that is offered is applied, and a check must find the problem gone. */
abstract class Mending {
    private static final Map<String, Integer> SIZES =
            Map.of("channels", 4, "factor", 4, "textWidth", 64, "textLength", 16, "side", 128);

    final NodeCatalog catalog = NodeCatalog.discover(List.of(getClass().getClassLoader()));
    final KnownModels models = KnownModels.of(List.of(model("pocket", "pocket"), model("large", "sdxl"), distilled()));

    @TempDir
    Path folder;

    static ModelDescription model(String name, String family) {
        return new ModelDescription(name, family, Path.of(name), List.of("unet"), List.of(), "float32", 1, SIZES);
    }

    /** Its network is told a guidance scale. */
    private static ModelDescription distilled() {
        Map<String, Integer> sizes = new HashMap<>(SIZES);
        sizes.put("guidance", 1);
        return new ModelDescription(
                "distilled", "flux", Path.of("distilled"), List.of("transformer"), List.of(), "float32", 1, sizes);
    }

    static Workflow plain() {
        try {
            return WorkflowReader.read(Path.of("../../workflows/text-to-image.json"))
                    .workflow();
        } catch (IOException | JsonException e) {
            throw new AssertionError(e);
        }
    }

    Checked check(Workflow workflow) {
        return new Check(catalog, models, new ComponentFiles(folder)).check(workflow);
    }

    /** The names of the fixes of the first problem of a code; each one, applied, must mend it. */
    List<String> fixes(Workflow broken, String code) {
        Checked checked = check(broken);
        Problem problem = checked.problems().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + checked.problems()));
        List<QuickFix> fixes =
                new QuickFixes(new Ground(checked, catalog, models, new ComponentFiles(folder))).of(problem);
        for (QuickFix fix : fixes) {
            assertThat(check(fix.change().apply(broken)).problems())
                    .as(fix.name())
                    .noneMatch(left -> left.code().equals(code)
                            && left.severity() == problem.severity()
                            && left.node().equals(problem.node())
                            && left.input().equals(problem.input()));
        }
        return fixes.stream().map(QuickFix::name).toList();
    }

    static Workflow set(String at, Json value) {
        return plain().with(Socket.parse(at), new Input.Value(value));
    }

    static Workflow link(String at, String... from) {
        return link(plain(), at, from);
    }

    static Workflow link(Workflow workflow, String at, String... from) {
        return workflow.with(
                Socket.parse(at),
                new Input.Wires(List.of(from).stream().map(Socket::parse).toList()));
    }

    static Workflow cleared(String at) {
        return Repairs.cleared(Socket.parse(at)).apply(plain());
    }

    static Workflow changed(String node, UnaryOperator<PlacedNode> change) {
        return plain().with(node, change.apply(plain().nodes().get(node)));
    }

    static Workflow typed(String node, String type) {
        return changed(node, placed -> Repairs.typed(placed, NodeType.parse(type)));
    }

    static Workflow without(String node) {
        return Repairs.withoutNode(node).apply(plain());
    }
}

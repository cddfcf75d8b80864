package org.quarry.editor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.editor.run.RunBench;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Workflow;

class SweepPlanTest {
    @TempDir
    Path folder;

    private RunBench bench;
    private Document document;

    @BeforeEach
    void open() {
        bench = new RunBench(folder);
        document = bench.document(
                "seeded = seeded seed=5",
                "hold = hold value<-seeded.value note=a",
                "paint = paint value<-hold.value",
                "show = show picture<-paint.picture");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private SweepPlan.Row row(String target, String values) {
        Variable variable = Variable.of(document).stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow();
        return new SweepPlan.Row(variable, values);
    }

    @Test
    void seeds_and_the_selection_are_offered_first() {
        document.select(Selection.ofNodes(Set.of("hold")));

        assertThat(Variable.of(document))
                .extracting(Variable::target)
                .containsExactly("seed", "hold.note", "seeded.seed");
    }

    /** What is suggested for a parameter of a node. */
    private String suggested(String type, String parameter, Json now) {
        PlacedNode node = PlacedNode.of(NodeType.parse(type)).with(parameter, new Input.Value(now));
        Document real = Document.unsaved(
                new Desk(
                        NodeCatalog.discover(List.of(getClass().getClassLoader())),
                        KnownModels.UNKNOWN,
                        folder,
                        Runnable::run,
                        Runnable::run),
                Workflow.empty("").with("node", node),
                folder);
        return Variable.of(real).stream()
                .filter(one -> one.target().equals("node." + parameter))
                .findFirst()
                .orElseThrow()
                .suggestion();
    }

    @Test
    void values_around_the_present_one_are_suggested() {
        assertThat(suggested("quarry:cfg-combine@1", "scale", Json.of(5))).isEqualTo("2.5,5,10");
        assertThat(suggested("quarry:cfg-combine@1", "scale", Json.of(20)))
                .as("within the limits")
                .isEqualTo("10,20,30");
        assertThat(suggested("quarry:cfg-combine@1", "rescale", Json.of(0))).isEqualTo("0,0.5,1");
        assertThat(suggested("quarry:scheduler@1", "steps", Json.of(5)))
                .as("whole numbers")
                .isEqualTo("2,5,10");
        assertThat(suggested("quarry:noise-source@1", "seed", Json.of(7))).isEqualTo("7..10");
        assertThat(suggested("quarry:tokenizer@1", "text", Json.of("a house"))).isEqualTo("a house");
    }

    @Test
    void the_number_of_pictures_is_told() {
        SweepPlan plan =
                SweepPlan.of(document, List.of(row("seeded.seed", "1..4"), row("hold.note", "one\ntwo, three")));

        assertThat(plan.sentence()).isEqualTo("4 x 2 = 8 pictures");
        assertThat(plan.possible()).isTrue();
        assertThat(plan.grid().nodes()).containsKeys("seeded-cell-1", "paint-cell-8", "grid");
    }

    @Test
    void what_is_wrong_is_told_in_a_sentence() {
        SweepPlan plan = SweepPlan.of(document, List.of(row("seeded.seed", "4..1")));

        assertThat(plan.possible()).isFalse();
        assertThat(plan.sentence()).contains("write the smaller number first");
    }

    @Test
    void one_parameter_stands_in_one_row() {
        SweepPlan plan = SweepPlan.of(document, List.of(row("seed", "1,2"), row("seed", "3")));

        assertThat(plan.sentence()).contains("put all its values into one row");
    }
}

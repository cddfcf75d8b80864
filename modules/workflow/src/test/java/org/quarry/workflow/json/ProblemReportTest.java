package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.JsonException;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;

class ProblemReportTest {
    @Test
    void every_problem_tells_programs_what_and_where() throws JsonException {
        WorkflowDocument document = document(
                "{\"quarry\": 1,\n \"nodes\": {\n  \"a\": {\"type\": \"zeta:x@1\", \"in\": {\"from\": \"b.c\"}}}}");

        assertThat(JsonWriter.pretty(ProblemReport.json(document, checked(document)), 3))
                .isEqualTo("""
                    {
                      "file": "w.json",
                      "runs": false,
                      "problems": [
                        {
                          "severity": "error",
                          "code": "unknown-node",
                          "node": "a",
                          "line": 3,
                          "column": 8,
                          "message": "node 'a': no installed module brings 'zeta:x'; install the module of 'zeta' that has it with 'quarry modules install FILE', or mute the node"
                        },
                        {
                          "severity": "error",
                          "code": "link-to-nothing",
                          "node": "a",
                          "input": "in",
                          "line": 3,
                          "column": 35,
                          "message": "node 'a', input 'in': linked from 'b.c', but there is no node 'b'; did you mean 'a'?"
                        }
                      ]
                    }
                    """);
    }

    @Test
    void a_problem_of_the_whole_has_no_place() throws JsonException {
        WorkflowDocument document = document("{\"quarry\": 1}");

        assertThat(JsonWriter.line(ProblemReport.json(document, checked(document))))
                .isEqualTo("{\"file\": \"w.json\", \"runs\": true, \"problems\": [{\"severity\": \"warning\","
                        + " \"code\": \"nothing-to-run\", \"message\": \"no node takes part in a run; add one,"
                        + " or unmute those that are muted\"}]}");
    }

    @Test
    void a_place_is_written_as_terminals_and_editors_read_it() throws JsonException {
        WorkflowDocument document = document(
                "{\"quarry\": 1,\n \"nodes\": {\n  \"a\": {\"type\": \"zeta:x@1\", \"in\": {\"from\": \"b.c\"}}}}");

        assertThat(checked(document).problems())
                .extracting(document::place)
                .containsExactly("w.json:3:8", "w.json:3:35");
    }

    @Test
    void what_concerns_the_whole_file_is_placed_by_its_name() throws JsonException {
        WorkflowDocument document = document("{\"quarry\": 1}");

        assertThat(checked(document).problems()).extracting(document::place).containsExactly("w.json");
    }

    private static WorkflowDocument document(String text) throws JsonException {
        return WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Checked checked(WorkflowDocument document) {
        NodeCatalog empty = NodeCatalog.of(List.of(), ProblemReportTest.class.getClassLoader());
        return new Check(empty, KnownModels.UNKNOWN, Components.NONE).check(document.workflow());
    }
}

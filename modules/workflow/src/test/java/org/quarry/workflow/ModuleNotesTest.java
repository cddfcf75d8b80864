package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.nodes;

import org.junit.jupiter.api.Test;

class ModuleNotesTest {
    @Test
    void a_workflow_notes_where_the_nodes_of_others_come_from() {
        Workflow noted = ModuleNotes.update(
                nodes("\"a\": {\"type\": \"acme:stubborn@2\"}", "\"b\": {\"type\": \"quarry:sheet@1\"}"),
                Samples.CATALOG);

        assertThat(noted.extras())
                .containsEntry("modules", Samples.json("{\"acme\": \"org.quarry.nodes.test 0.1.0\"}"));
    }

    @Test
    void a_workflow_of_our_own_nodes_needs_no_notes() {
        Workflow workflow = Samples.textToImage();

        assertThat(ModuleNotes.update(workflow, Samples.CATALOG)).isSameAs(workflow);
    }

    @Test
    void a_note_of_a_module_that_is_missing_here_stays() {
        Workflow workflow = nodes("\"a\": {\"type\": \"zeta:blur@1\"}")
                .withExtra("modules", Samples.json("{\"zeta\": \"com.zeta 2\"}"));

        assertThat(ModuleNotes.update(workflow, Samples.CATALOG)).isEqualTo(workflow);
    }
}

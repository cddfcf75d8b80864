package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.nodes;

import java.util.List;
import java.util.Map;
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

    @Test
    void where_a_vendor_has_two_modules_the_nodes_of_the_second_have_notes_of_their_own() {
        Workflow workflow = nodes("\"a\": {\"type\": \"acme:stubborn@2\"}")
                .withExtra("modules", Samples.json("{\"acme\": \"com.acme.first 2\"}"));

        Workflow noted = ModuleNotes.update(workflow, Samples.CATALOG);

        assertThat(noted.extras())
                .containsEntry(
                        "modules",
                        Samples.json("{\"acme\": \"com.acme.first 2\", \"acme:stubborn\":"
                                + " \"org.quarry.nodes.test 0.1.0\"}"));
        assertThat(ModuleNotes.module(noted, "acme:stubborn", Samples.CATALOG).id())
                .isEqualTo("org.quarry.nodes.test");
        assertThat(ModuleNotes.module(noted, "acme:other", Samples.CATALOG).id())
                .isEqualTo("com.acme.first");
    }

    @Test
    void a_workflow_notes_a_module_that_was_removed_before_it_was_saved_but_no_folder_of_this_machine() {
        NodeCatalog catalog = NodeCatalog.discover(new NodeSources(
                List.of(),
                Map.of(),
                List.of(),
                List.of(
                        new NodeSources.Removed(
                                new ModuleNote("com.zeta", "2", "https://zeta.example"), List.of("zeta:blur")),
                        new NodeSources.Removed(new ModuleNote("com.acme", "1", "/home/me"), List.of("acme:shout"))),
                List.of()));
        Workflow workflow = nodes("\"a\": {\"type\": \"zeta:blur@1\"}", "\"b\": {\"type\": \"acme:shout@1\"}");

        assertThat(ModuleNotes.update(workflow, catalog).extras())
                .containsEntry(
                        "modules",
                        Samples.json("{\"acme\": \"com.acme 1\", \"zeta\": \"com.zeta 2 from https://zeta.example\"}"));
        Workflow older =
                workflow.withExtra("modules", Samples.json("{\"acme\": \"com.acme 0\", \"zeta\": \"com.z 1\"}"));
        assertThat(ModuleNotes.update(older, catalog))
                .as("what it says already stays")
                .isEqualTo(older);
    }

    @Test
    void a_centre_on_this_machine_is_not_noted_for_others() {
        for (String own : List.of(
                "/home/me",
                "C:\\\\modules",
                "file:/a",
                "http://localhost:8765",
                "http://127.0.0.1/q",
                "http://[::1]:80/")) {
            assertThat(new ModuleNote("com.acme", "1", own).forOthers()).hasToString("com.acme 1");
        }
        for (String elsewhere : List.of("https://acme.example/q", "http://localhost.example", "HTTP://10.0.0.7/q")) {
            assertThat(new ModuleNote("com.acme", "1", elsewhere).forOthers().centre())
                    .isEqualTo(elsewhere);
        }
    }

    @Test
    void a_note_is_read_as_it_was_written() {
        for (String written : new String[] {"com.acme", "com.acme 1.2", "com.acme 1.2 from https://acme.example/q"}) {
            assertThat(ModuleNote.parse(written).toString()).isEqualTo(written);
        }
        assertThat(ModuleNote.parse("three words here").isEmpty()).isTrue();
    }
}

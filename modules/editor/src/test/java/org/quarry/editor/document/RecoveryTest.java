package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Recovery.Lost;
import org.quarry.workflow.Workflow;

class RecoveryTest {
    /** No process has this number: Linux gives at most 2^22, Windows multiples of 4 below 2^32. */
    private static final String GONE = "99999999999@2020-01-01T00:00:00Z";

    @TempDir
    Path folder;

    @Test
    void a_draft_of_a_process_that_is_gone_is_lost_work() throws Exception {
        Path file = folder.resolve("chain.json");
        new Recovery(folder, GONE).keep("one", Desks.chain(), Optional.of(file), folder);

        assertThat(new Recovery(folder).lost())
                .containsExactly(new Lost(folder.resolve("one.draft.json"), Desks.chain(), Optional.of(file), folder));
    }

    @Test
    void a_draft_of_a_process_that_lives_is_its_own_affair() throws Exception {
        new Recovery(folder).keep("one", Desks.chain(), Optional.empty(), folder);

        assertThat(new Recovery(folder).lost()).isEmpty();
    }

    @Test
    void a_process_that_was_given_the_same_number_later_is_another_one() throws Exception {
        String reused = ProcessHandle.current().pid() + "@1999-01-01T00:00:00Z";
        new Recovery(folder, reused).keep("one", Desks.chain(), Optional.empty(), folder);

        assertThat(new Recovery(folder).lost()).hasSize(1);
    }

    @Test
    void a_saved_document_leaves_no_draft() throws Exception {
        Recovery recovery = new Recovery(folder, GONE);
        recovery.keep("one", Desks.chain(), Optional.empty(), folder);
        recovery.drop("one");

        assertThat(recovery.lost()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_later_draft_replaces_the_earlier_one() throws Exception {
        Recovery recovery = new Recovery(folder, GONE);
        recovery.keep("one", Desks.chain(), Optional.empty(), folder);
        recovery.keep("one", Workflow.empty("Later"), Optional.empty(), folder);

        assertThat(recovery.lost())
                .singleElement()
                .satisfies(lost -> assertThat(lost.workflow()).isEqualTo(Workflow.empty("Later")));
    }

    @Test
    void a_draft_that_cannot_be_read_is_left_where_it_is_and_hides_no_other() throws Exception {
        Files.writeString(folder.resolve("broken.draft.json"), "{");
        new Recovery(folder, GONE).keep("one", Desks.chain(), Optional.empty(), folder);

        assertThat(new Recovery(folder).lost()).hasSize(1);
        assertThat(folder.resolve("broken.draft.json")).exists();
    }
}

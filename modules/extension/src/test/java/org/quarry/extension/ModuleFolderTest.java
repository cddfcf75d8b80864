package org.quarry.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.extension.Proposal.Trust;

class ModuleFolderTest {
    @TempDir
    Path folder;

    private Nbm shout(String version) {
        return new Nbm("com.acme.shout", version).node("acme:shout@1", "return new Out(in.text().toUpperCase());");
    }

    private ModuleFolder modules() {
        return new ModuleFolder(folder.resolve("modules"));
    }

    private Proposal propose(Path archive) throws ModuleException {
        return modules().propose(ModuleFile.read(archive), "");
    }

    private Installed install(Path archive) throws ModuleException {
        return modules().install(propose(archive));
    }

    @Test
    void nothing_is_installed_where_there_is_no_folder() throws Exception {
        assertThat(modules().installed()).isEmpty();
    }

    @Test
    void what_is_installed_is_known_to_the_next_process() throws Exception {
        Installed installed =
                modules().install(modules().propose(ModuleFile.read(shout("1.0").build(folder)), "/centre"));

        assertThat(modules().installed()).containsExactly(installed);
        assertThat(installed.centre()).isEqualTo("/centre");
        assertThat(installed.nodes()).containsExactly("acme:shout");
        assertThat(installed.folder().resolve("modules/com-acme-shout.jar")).exists();
        assertThat(installed.descriptors()).extracting(node -> node.module()).containsExactly("com.acme.shout 1.0");
    }

    @Test
    void an_update_takes_the_place_of_what_was_installed_and_leaves_no_files_of_it() throws Exception {
        Installed old = install(shout("1.9").build(folder));

        Installed updated = install(shout("1.10").build(folder));

        assertThat(modules().installed()).containsExactly(updated);
        assertThat(old.folder()).doesNotExist();
    }

    @Test
    void an_earlier_version_is_refused_with_the_way_back() throws Exception {
        install(shout("1.10").build(folder));

        assertThat(propose(shout("1.9").build(folder)).refusals())
                .containsExactly(
                        "com.acme.shout 1.10 is installed, which is later than 1.9; to go back, remove it first:"
                                + " quarry modules remove com.acme.shout");
    }

    @Test
    void a_module_for_a_newer_API_is_refused_in_words() throws Exception {
        Path archive = shout("1").api("1.99").build(folder);

        assertThat(propose(archive).refusals())
                .singleElement()
                .asString()
                .contains("com.acme.shout 1 was made for version 1.99 of the node API")
                .contains("update Quarry");
    }

    @Test
    void a_node_that_another_module_brings_is_refused() throws Exception {
        install(shout("1.0").build(folder));
        Path other = new Nbm("com.other.loud", "3")
                .node("acme:shout@1", "return new Out(in.text());")
                .build(folder);

        assertThat(propose(other).refusals())
                .containsExactly("node 'acme:shout' is brought by com.other.loud 3 and by com.acme.shout 1.0, which is"
                        + " installed; remove that first: quarry modules remove com.acme.shout");
    }

    @Test
    void a_module_that_another_one_must_be_there_for_is_refused_until_it_is_and_keeps_it_from_being_removed()
            throws Exception {
        Path user = new Nbm("com.acme.user", "1")
                .node("acme:user@1", "return new Out(in.text());")
                .manifest("OpenIDE-Module-Module-Dependencies", "org.quarry.node > 0.1, com.acme.shout > 1.5")
                .build(folder);
        assertThat(propose(user).refusals())
                .singleElement()
                .asString()
                .startsWith("com.acme.user 1 uses com.acme.shout 1.5 or later, which is not installed");
        install(shout("1.4").build(folder));
        assertThat(propose(user).refusals()).singleElement().asString().contains("installed is 1.4; update that first");

        install(shout("1.5").build(folder));
        install(user);

        assertThatThrownBy(() -> modules().remove("com.acme.shout"))
                .isInstanceOf(ModuleException.class)
                .hasMessage("com.acme.user needs com.acme.shout; remove com.acme.user first");
    }

    @Test
    void a_changed_signer_is_told_and_so_is_a_lost_signature() throws Exception {
        Keys acme = new Keys(folder, "Acme Ltd");
        Keys other = new Keys(folder, "Somebody");
        assertThat(propose(shout("1.0").build(folder)).trust()).isEqualTo(Trust.UNSIGNED);
        install(acme.sign(shout("1.0").build(folder)));

        Proposal same = propose(acme.sign(shout("1.1").build(folder)));
        Proposal changed = propose(other.sign(shout("1.1").build(folder)));
        Proposal lost = propose(shout("1.1").build(folder));

        assertThat(same.trust()).isEqualTo(Trust.SIGNED);
        assertThat(changed.trust()).isEqualTo(Trust.OTHER_SIGNER);
        assertThat(changed.signature()).contains("CN=Somebody", "another one: CN=Acme Ltd");
        assertThat(lost.trust()).isEqualTo(Trust.NO_LONGER_SIGNED);
    }

    @Test
    void an_archive_that_changes_between_the_question_and_the_answer_is_not_installed() throws Exception {
        install(shout("1.0").build(folder));
        Proposal agreed = propose(shout("1.1").build(folder));
        shout("1.1").file("more", new byte[1]).build(folder);

        assertThatThrownBy(() -> modules().install(agreed)).hasMessageContaining("it was changed meanwhile");
        assertThat(modules().installed())
                .extracting(there -> there.declaration().version())
                .containsExactly("1.0");
    }

    @Test
    void an_installation_that_fails_leaves_everything_as_it_was() throws Exception {
        Installed before = install(shout("1.0").build(folder));
        Path broken = shout("2.0")
                .file("netbeans/modules/ext/a", new byte[1])
                .file("netbeans/modules/ext/a/b.jar", new byte[1])
                .build(folder);

        assertThatThrownBy(() -> install(broken)).isInstanceOf(ModuleException.class);

        assertThat(modules().installed()).containsExactly(before);
        assertThat(folders()).containsExactly(before.folder());
        assertThat(before.folder().resolve("modules/com-acme-shout.jar")).exists();
    }

    @Test
    void removing_leaves_no_files_and_a_name_that_is_not_there_is_told() throws Exception {
        install(shout("1.0").build(folder));

        modules().remove("com.acme.shout");

        assertThat(modules().installed()).isEmpty();
        assertThat(folders()).isEmpty();
        assertThatThrownBy(() -> modules().remove("com.acme.shout"))
                .hasMessage("no module 'com.acme.shout' is installed; there is none");
    }

    @Test
    void what_others_left_behind_is_swept_at_the_next_change() throws Exception {
        Path left = Files.createDirectories(folder.resolve("modules/.staging123/unpacked"));

        install(shout("1.0").build(folder));

        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void a_broken_register_is_named_and_nothing_is_thrown_away() throws Exception {
        Installed installed = install(shout("1.0").build(folder));
        Path register = modules().path().resolve("installed.json");
        Files.writeString(register, "{\"modules\": 1, \"installed\": [{\"id\": 7}]}");

        assertThatThrownBy(() -> modules().remove("com.acme.shout"))
                .isInstanceOf(ModuleException.class)
                .hasMessageContaining(register.toString())
                .hasMessageContaining("member 'folder' is missing");
        assertThat(installed.folder()).exists();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> there = Files.list(modules().path())) {
            return there.filter(Files::isDirectory).toList();
        }
    }
}

package org.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.extension.Keys;
import org.quarry.extension.ModuleFile;
import org.quarry.extension.Nbm;

/** Installing by commands, as scripts do: nobody is there to answer. */
@Timeout(240)
class ModulesCommandTest {
    private static final String USES_IT = "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"acme:shout@1\"}}}";

    @TempDir
    Path folder;

    private Nbm shout(String version) {
        return new Nbm("com.acme.shout", version)
                .manifest("Quarry-Author", "Acme Ltd")
                .node("acme:shout@1", "WRITES", "call.report(in.text().toUpperCase()); return new Out(in.text());", "");
    }

    private Line.Ended quarry(String... arguments) {
        return new Line(folder).run(arguments);
    }

    @Test
    void an_unsigned_module_needs_a_clear_yes_and_then_its_nodes_run() throws Exception {
        String file = shout("1.0").build(folder).toString();
        Files.writeString(
                folder.resolve("w.json"),
                "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"acme:shout@1\", \"text\": \"hello\"}}}");

        Line.Ended refused = quarry("modules", "install", file, "--yes");
        assertThat(refused.out())
                .contains("Acme Ltd", "nobody signed it", "acme:shout", "(writes files)", "does not", "confine it");
        assertThat(refused.err()).contains("com.acme.shout 1.0 is not signed", "say --yes-unsigned");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(quarry("modules", "list").out()).contains("No modules are installed");

        assertThat(quarry("modules", "install", file, "--yes-unsigned").out())
                .endsWith("installed com.acme.shout 1.0\n");
        assertThat(quarry("run", "w.json", "--quiet").out()).isEqualTo("a: HELLO\n");
        assertThat(quarry("describe", "acme:shout").out()).contains("Module: com.acme.shout 1.0");
    }

    @Test
    void another_signer_is_refused_until_its_fingerprint_is_given() throws Exception {
        quarry(
                "modules",
                "install",
                new Keys(folder, "Acme").sign(shout("1.0").build(folder)).toString(),
                "--yes");
        Path other = new Keys(folder, "Somebody").sign(shout("1.1").build(folder));
        String fingerprint = ModuleFile.read(other).signer().orElseThrow().fingerprint();

        Line.Ended refused = quarry("modules", "install", other.toString(), "--yes");
        assertThat(refused.err())
                .contains("was signed by another one", "CN=Somebody", "CN=Acme", "--accept-signer " + fingerprint);
        assertThat(quarry("modules", "list").out()).contains("com.acme.shout   1.0");

        assertThat(quarry("modules", "install", other.toString(), "--accept-signer", fingerprint)
                        .code())
                .isZero();
        assertThat(quarry("modules", "list").out())
                .contains("com.acme.shout   1.1")
                .contains("CN=Somebody");
    }

    @Test
    void a_folder_becomes_a_centre_and_what_came_from_it_is_updated_from_it() throws Exception {
        Path centre = Files.createDirectory(folder.resolve("centre"));
        shout("1.0").build(centre);
        assertThat(quarry("modules", "index", "centre").out()).contains("com.acme.shout 1.0: ", "signed by nobody");
        assertThat(quarry("modules", "install", "com.acme.shout", "--from", "centre", "--yes-unsigned")
                        .code())
                .isZero();
        assertThat(quarry("modules", "update", "--yes-unsigned").out()).contains("is the latest version of " + centre);
        shout("1.1").build(centre);
        quarry("modules", "index", "centre");

        assertThat(quarry("modules", "update", "com.acme.shout", "--yes-unsigned")
                        .out())
                .endsWith("updated to com.acme.shout 1.1\n");
        quarry("modules", "remove", "com.acme.shout");
        Files.writeString(folder.resolve("w.json"), USES_IT);
        assertThat(quarry("check", "w.json").out())
                .contains("it is in com.acme.shout 1.1: install it with 'quarry modules install com.acme.shout --from "
                        + centre + "'");
    }

    @Test
    void a_workflow_says_which_module_it_lacks_and_how_to_get_it() throws IOException {
        Files.writeString(folder.resolve("w.json"), """
            {"quarry": 1, "nodes": {"a": {"type": "acme:shout@1"}},
             "modules": {"acme": "com.acme.shout 1.0 from https://acme.example/quarry"}}
            """);

        Line.Ended ended = quarry("run", "w.json");

        assertThat(ended.err())
                .contains("it is in com.acme.shout 1.0: install it with 'quarry modules install com.acme.shout --from"
                        + " https://acme.example/quarry'");
        assertThat(ended.code()).isEqualTo(ExitCode.WORKFLOW);
    }

    @Test
    void disabled_and_removed_modules_are_named() throws Exception {
        quarry("modules", "install", shout("1.0").build(folder).toString(), "--yes-unsigned");
        Files.writeString(folder.resolve("w.json"), USES_IT);
        Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("w.json"), USES_IT);

        assertThat(quarry("modules", "disable", "com.acme.shout").out()).isEqualTo("disabled com.acme.shout 1.0\n");
        assertThat(quarry("check", "w.json").out())
                .contains("is disabled; enable it with 'quarry modules enable com.acme.shout'");
        assertThat(quarry("modules", "enable", "com.acme.shout").code()).isZero();
        assertThat(quarry("check", "w.json").code()).isZero();
        assertThat(quarry("modules", "remove", "com.acme.shout").out()).isEqualTo("removed com.acme.shout 1.0\n");
        assertThat(quarry("modules", "remove", "com.acme.shout").err())
                .contains("no module 'com.acme.shout' is installed");
        assertThat(quarry("check", "w.json", "sub/w.json").out().lines())
                .as("a file is named as it was given")
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("w.json:1:30: error: "),
                        line -> assertThat(line).startsWith("sub/w.json:1:30: error: "));
        assertThat(quarry("run", "w.json").err())
                .contains(
                        "it is in com.acme.shout 1.0, whose centre is not known: install its file with 'quarry modules"
                                + " install FILE'");
    }
}

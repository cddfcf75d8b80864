package org.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.extension.ModuleFile;
import org.quarry.extension.ModuleFolder;
import org.quarry.extension.Nbm;

/** Real modules that do what they should not, beside a good one: each is named, and the rest goes on. */
@Timeout(240)
class BadModulesTest {
    @TempDir
    Path folder;

    private final Nbm bad = new Nbm("com.bad.mod", "1.0");

    private Line.Ended run(Nbm module, String... options) throws Exception {
        install(module);
        install(new Nbm("com.good.mod", "1.0")
                .node("good:shout@1", "WRITES", "call.report(in.text()); return new Out(in.text());", ""));
        workflow();
        return new Line(folder).with(options).run("run", "w.json", "--quiet");
    }

    private void install(Nbm module) throws Exception {
        ModuleFolder modules = new ModuleFolder(folder.resolve("modules"));
        modules.install(modules.propose(ModuleFile.read(module.build(folder)), ""));
    }

    private void workflow() throws IOException {
        Files.writeString(folder.resolve("w.json"), """
            {"quarry": 1, "nodes": {
              "culprit": {"type": "bad:node@1", "text": "x"},
              "other": {"type": "good:shout@1", "text": "the rest goes on"}}}
            """);
    }

    private static void assertNamed(Line.Ended ended, String... parts) {
        assertThat(ended.err()).contains("node 'culprit': ").contains(parts).doesNotContain("\tat ");
        assertThat(ended.out()).contains("other: the rest goes on");
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    }

    private Nbm node(String line, String more) {
        return bad.node("bad:node@1", "WRITES", line, more);
    }

    @Test
    void one_that_throws_in_a_static_initialiser() throws Exception {
        Line.Ended ended = run(node(
                "return new Out(CONSTANT);",
                "static final String CONSTANT = made(); static String made() { throw new"
                        + " IllegalStateException(\"no stars\"); }"));

        assertNamed(
                ended, "'bad:node' cannot be loaded (java.lang.IllegalStateException: no stars)", "com.bad.mod 1.0");
    }

    @Test
    void one_whose_descriptor_does_not_fit_its_class() throws Exception {
        Line.Ended ended = run(node("return new Out(in.text());", "")
                .list(list -> list.replace("\"name\": \"text\"", "\"name\": \"words\"")));

        // The workflow gives 'text', which the descriptor does not know any more.
        assertThat(ended.code()).isEqualTo(ExitCode.WORKFLOW);
        assertThat(ended.err()).contains("node 'culprit', input 'text'");

        Files.writeString(
                folder.resolve("w.json"),
                Files.readString(folder.resolve("w.json")).replace(", \"text\": \"x\"", ""));
        assertNamed(
                new Line(folder).run("run", "w.json", "--quiet"),
                "which its descriptor names",
                "this is a mistake in com.bad.mod 1.0");
    }

    @Test
    void one_that_returns_null() throws Exception {
        assertNamed(
                run(node("return null;", "")),
                "gave null, a record of outputs was wanted",
                "this is a mistake in com.bad.mod 1.0");
    }

    @Test
    void one_that_gives_null_for_an_output() throws Exception {
        assertNamed(run(node("return new Out(null);", "")), "gave null for its output 'text'", "com.bad.mod 1.0");
    }

    @Test
    void one_that_recurses_without_end() throws Exception {
        assertNamed(run(node("return run(in, call);", "")), "java.lang.StackOverflowError", "com.bad.mod 1.0");
    }

    @Test
    void one_that_uses_a_library_that_it_does_not_bring() throws Exception {
        Path library = Nbm.library(
                folder,
                "l.jar",
                java.util.Map.of("l.L", "package l; public class L { public static String s() { return \"\"; } }"));
        Nbm module = node("return new Out(l.L.s());", "").library(library);
        install(module);
        try (var files = Files.walk(folder.resolve("modules"))) {
            Files.delete(
                    files.filter(file -> file.endsWith("l.jar")).findFirst().orElseThrow());
        }
        workflow();

        assertThat(new Line(folder).run("nodes").err()).contains("com.bad.mod 1.0 is damaged: ", "l.jar is missing");
    }

    @Test
    void one_that_allocates_without_end() throws Exception {
        Line.Ended ended = run(
                node(
                        "java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new long[1"
                                + " << 20]); }",
                        ""),
                "-Xmx96m");

        assertNamed(ended, "the memory of 96 MB is full", "tell the authors of com.bad.mod 1.0");
    }

    @Test
    void one_that_prints_to_standard_output() throws Exception {
        install(node("System.out.println(\"hello there\"); return new Out(in.text());", ""));
        Files.writeString(
                folder.resolve("w.json"), "{\"quarry\": 1, \"nodes\": {\"culprit\": {\"type\": \"bad:node@1\"}}}");

        Line.Ended ended = new Line(folder).run("run", "w.json", "--events");

        assertThat(ended.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"event\": "));
        assertThat(ended.err()).contains("hello there");
        assertThat(ended.code()).isZero();
    }

    @Test
    void one_that_writes_outside_of_the_output_folder() throws Exception {
        Path elsewhere = folder.resolve("elsewhere/secret.txt").toAbsolutePath();
        Nbm spill = bad.source("com.bad.mod.Spill", """
            package com.bad.mod;
            import java.nio.file.*;
            import org.quarry.node.*;
            @NodeInfo(id = "bad:node", version = 1, name = "Spill", category = "Bad", effect = Effect.WRITES, doc = "Spills.")
            public final class Spill implements NodeFunction<Spill.In, Spill.Out> {
                public record In(@Param(doc = "What is written", text = "a") String text) {}
                public record Out(@Port(doc = "Where it went") Path file) {}
                @Override public Out run(In in, Call call) {
                    try {
                        Files.createDirectories(Path.of("%1$s").getParent());
                        return new Out(Files.writeString(Path.of("%1$s"), in.text()));
                    } catch (java.io.IOException e) {
                        throw new NodeException(e.toString());
                    }
                }
            }
            """.formatted(elsewhere));
        install(spill);
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.writeString(
                work.resolve("w.json"), "{\"quarry\": 1, \"nodes\": {\"culprit\": {\"type\": \"bad:node@1\"}}}");
        Files.createSymbolicLink(work.resolve("modules"), folder.resolve("modules"));

        Line.Ended ended = new Line(work).run("run", "w.json", "--quiet");

        assertThat(ended.out())
                .contains("culprit: wrote " + elsewhere + ", outside of the output folder " + work
                        + " (bad:node of com.bad.mod 1.0)");
        assertThat(new Line(folder).run("modules", "list").out())
                .contains("bad:node")
                .contains("(writes files)");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be interrupted there as by Ctrl-C")
    void one_that_never_returns() throws Exception {
        assumeFalse(
                Line.ignoresInterrupts(),
                "this build ignores interrupts, as jobs in the background do, and so do the programs that it starts");
        install(node("System.out.println(\"begun\"); while (true) { Thread.onSpinWait(); }", ""));
        Files.writeString(
                folder.resolve("w.json"), "{\"quarry\": 1, \"nodes\": {\"culprit\": {\"type\": \"bad:node@1\"}}}");

        Process process = new Line(folder).start("run", "w.json", "--quiet");
        byte[] begun = process.getErrorStream().readNBytes("begun".length());
        assertThat(new String(begun, StandardCharsets.UTF_8)).isEqualTo("begun");
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Line.Ended ended = Line.ended(process);

        assertThat(ended.err())
                .contains("node 'culprit': did not stop within 6 s after the run was cancelled")
                .contains("this is a mistake in com.bad.mod 1.0");
        assertThat(ended.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void one_whose_migration_throws_leaves_the_node_as_it_is() throws Exception {
        install(bad.node(
                "bad:node@2",
                "WRITES",
                "return new Out(in.text());",
                "@Override public java.util.Map<String, Object> migrate(java.util.Map<String, Object> inputs,"
                        + " int version) { throw new NoClassDefFoundError(\"gone\"); }"));
        workflow();

        Line.Ended ended = new Line(folder).run("check", "w.json");

        assertThat(ended.out()).contains("which cannot be carried to version 2").contains("NoClassDefFoundError");
        assertThat(ended.code()).isEqualTo(ExitCode.WORKFLOW);
    }
}

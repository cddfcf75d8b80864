package org.quarry.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which workflow, and what is changed in it before it runs: what {@code run}, {@code sweep} and {@code bench} share. */
final class WorkflowOptions {
    private static final BigInteger MOST_SEEDS = BigInteger.ONE.shiftLeft(Long.SIZE);

    @Parameters(paramLabel = "FILE", description = "A workflow file, or a picture that Quarry saved.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NODE.PARAMETER=VALUE",
            description = "Set a parameter, as in --set prompt.text=\"a red house\". May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = {
                "Make another picture: give the seeds that are not linked this value, 0 to 2^64-1.",
                "Where nodes of one kind have different seeds, as in a sheet of several pictures, they get N, N+1 and"
                        + " so on; equal ones stay equal."
            })
    private String seed = "";

    Path file() {
        return file;
    }

    /** Reads the file. @throws CommandException if it holds no workflow */
    WorkflowDocument read() {
        return Documents.read(file);
    }

    /**
     * The workflow with the settings applied.
     *
     * @throws CommandException if one names nothing, or does not fit
     */
    Workflow set(WorkflowDocument document, NodeCatalog nodes) {
        Settings applied = settings(nodes);
        Workflow workflow = document.workflow();
        try {
            if (!seed.isEmpty()) {
                Map<Socket, Json> seeds = applied.seeds(workflow, seed("--seed " + seed, seed));
                for (Map.Entry<Socket, Json> other : seeds.entrySet()) {
                    workflow = applied.set(workflow, other.getKey().toString(), other.getValue());
                }
            }
            for (String setting : settings) {
                int equals = setting.indexOf('=');
                if (equals <= 0) {
                    throw new CommandException(
                            ExitCode.USAGE,
                            "--set " + setting + ": found no 'name=value'; write --set prompt.text=\"a red house\"");
                }
                workflow = applied.set(workflow, setting.substring(0, equals), setting.substring(equals + 1));
            }
            return workflow;
        } catch (NodeException e) {
            throw CommandException.of(ExitCode.USAGE, e);
        }
    }

    /** Sets parameters of this file's workflow. */
    Settings settings(NodeCatalog nodes) {
        return new Settings(nodes, new ComponentFiles(Documents.folder(file)));
    }

    /** Reads a seed, to be taken as unsigned. @param option for the message, as it was typed */
    static long seed(String option, String text) {
        boolean fits = text.matches("[0-9]{1,20}") && new BigInteger(text).compareTo(MOST_SEEDS) < 0;
        if (!fits) {
            throw new CommandException(
                    ExitCode.USAGE, option + ": wanted a whole number from 0 to 18446744073709551615");
        }
        return Long.parseUnsignedLong(text);
    }
}

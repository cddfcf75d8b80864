package org.quarry.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.quarry.workflow.Flow;

/**
 * What to run.
 *
 * @param flow the checked workflow
 * @param targets nodes to compute, by name or by a port, as in {@code decode.pictures}; empty means those that show or write something, and where there is none of
 *     these, those that nobody reads
 * @param inputFolder what the paths of nodes that read are relative to
 * @param outputFolder what the paths of nodes that write are relative to
 * @param identity of the workflow, the same from run to run, so that the engine can say what changed between them
 * @param text of the workflow's file, for results that carry it
 */
public record RunRequest(
        Flow flow, List<String> targets, Path inputFolder, Path outputFolder, String identity, Supplier<String> text) {
    /** Copies the list. */
    public RunRequest {
        targets = List.copyOf(targets);
    }

    /** All of a flow's goals, with the current directory as both folders. */
    public static RunRequest of(Flow flow) {
        Path here = Path.of("");
        return new RunRequest(flow, List.of(), here, here, "", () -> "");
    }

    /** The same, for these nodes. @param nodesOrPorts as in {@link #targets} */
    public RunRequest to(String... nodesOrPorts) {
        return new RunRequest(flow, List.of(nodesOrPorts), inputFolder, outputFolder, identity, text);
    }
}

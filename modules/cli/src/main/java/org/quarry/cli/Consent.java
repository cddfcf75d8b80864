package org.quarry.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.quarry.cli.Page.Row;
import org.quarry.extension.Proposal;
import org.quarry.extension.Signer;
import org.quarry.node.Effect;
import org.quarry.workflow.NodeDescriptor;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Shows what is known of a module before it is installed, and asks: the options that install and update share. */
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before installing a signed module.")
    private boolean yes;

    @Option(names = "--yes-unsigned", description = "Do not ask before installing a module that nobody signed, either.")
    private boolean yesUnsigned;

    @Option(
            names = "--accept-signer",
            paramLabel = "FINGERPRINT",
            description = "Install a module although another one signed it than what is installed: the one whose"
                    + " certificate has this SHA-256.")
    private String signer = "";

    /**
     * Shows a proposal and asks.
     *
     * @throws CommandException if it cannot be installed, or nobody said yes
     */
    void ask(Proposal proposal, CommandLine line) {
        show(proposal, line.getOut());
        if (!proposal.refusals().isEmpty()) {
            throw new CommandException(ExitCode.FAILED, String.join("\nquarry: ", proposal.refusals()));
        }
        String name = proposal.module().declaration().name();
        if (!agreed(proposal, name)) {
            throw new CommandException(ExitCode.FAILED, name + " is not installed: you did not say yes");
        }
    }

    private boolean agreed(Proposal proposal, String name) {
        String fingerprint = proposal.module().signer().map(Signer::fingerprint).orElse("");
        return switch (proposal.trust()) {
            case SIGNED ->
                yes
                        || yesUnsigned
                        || answered("Install it? (y/N) ", name + " is not installed: nobody was asked; say --yes");
            case UNSIGNED ->
                yesUnsigned
                        || answered(
                                "Nobody signed it, so nobody knows who made it. Install it all the same? (y/N) ",
                                name
                                        + " is not signed, so nobody knows who made it; if you trust the place that it"
                                        + " comes from, say --yes-unsigned");
            case NO_LONGER_SIGNED ->
                yesUnsigned
                        || answered(
                                "What is installed was signed, this is not: somebody else may have made it. Install it"
                                        + " all the same? (y/N) ",
                                name + " is not installed: " + proposal.signature()
                                        + "; ask its author, then say --yes-unsigned");
            case OTHER_SIGNER ->
                proposal.module().signer().filter(now -> now.has(signer)).isPresent()
                        || answered(
                                "Another one signed it than what is installed. Install it all the same? (y/N) ",
                                name + " is not installed: it is signed by " + proposal.signature()
                                        + "; ask its author, then say --accept-signer " + fingerprint);
        };
    }

    private static boolean answered(String question, String otherwise) {
        Console console = System.console();
        if (console == null) {
            throw new CommandException(ExitCode.FAILED, otherwise);
        }
        String answer = console.readLine("%s", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private static void show(Proposal proposal, PrintWriter out) {
        Page page = Page.forTerminal();
        page.rows(
                proposal.facts().entrySet().stream()
                        .map(fact -> new Row(fact.getKey(), fact.getValue()))
                        .toList(),
                0);
        page.line("nodes").rows(nodes(proposal.module().nodes()), 2);
        page.blank().paragraphs(Proposal.WARNING, 0).blank();
        out.print(page);
        out.flush();
    }

    /** Nodes with what they declare to do. */
    static List<Row> nodes(List<NodeDescriptor> nodes) {
        return nodes.stream()
                .map(node -> new Row(node.type().id(), node.summary() + effect(node)))
                .toList();
    }

    private static String effect(NodeDescriptor node) {
        if (node.effect() == Effect.READS) {
            return " (reads files)";
        }
        return node.effect() == Effect.WRITES ? " (writes files)" : "";
    }
}

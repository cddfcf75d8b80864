package org.quarry.editor.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Prose;
import org.quarry.extension.Declaration;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.Offer;
import org.quarry.extension.Proposal;
import org.quarry.extension.Signer;
import org.quarry.node.ApiVersion;
import org.quarry.node.Effect;
import org.quarry.workflow.NodeDescriptor;

/** What there is to know of a module, as HTML. */
final class ModulePage {
    private ModulePage() {}

    /** An installed module. @param reason why it is not in use; empty if it is */
    static String of(Installed module, String reason) {
        Declaration declaration = module.declaration();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("module", declaration.id());
        facts.put("version", declaration.version());
        facts.put("author", declaration.author().isEmpty() ? "it does not say" : declaration.author());
        facts.put("signed by", module.signer().map(Signer::toString).orElse("nobody"));
        facts.put("also brings", String.join(", ", module.extensions()));
        facts.put("centre", module.centre());
        return title(declaration) + (reason.isEmpty() ? "" : warning(reason)) + table(facts) + nodes(module);
    }

    private static String nodes(Installed module) {
        try {
            return nodes(module.descriptors());
        } catch (ModuleException e) {
            return "<p>" + Prose.escape(String.valueOf(e.getMessage())) + "</p>";
        }
    }

    /** A module about to be installed, with what everybody is told who is asked. */
    static String of(Proposal proposal) {
        Map<String, String> facts = new LinkedHashMap<>(proposal.facts());
        facts.keySet().removeAll(List.of("module", "about"));
        return title(proposal.module().declaration()) + doubt(proposal.trust()) + table(facts)
                + nodes(proposal.module().nodes()) + "<p>" + Prose.escape(Proposal.WARNING) + "</p>";
    }

    /** A module that a centre has: what that says of it, which is verified before it is installed. */
    static String of(Offer offer) {
        Declaration declaration = offer.declaration();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("module", declaration.id());
        facts.put("version", declaration.version());
        facts.put("author", declaration.author().isEmpty() ? "it does not say" : declaration.author());
        facts.put("signed by", offer.signer().map(Signer::toString).orElse("nobody"));
        facts.put("size", Words.bytes(offer.bytes()));
        facts.put("nodes", String.join(", ", offer.nodes()));
        String refusal = ApiVersion.CURRENT
                .refusal(declaration.name(), declaration.api())
                .map(ModulePage::warning)
                .orElse("");
        return title(declaration) + refusal + table(facts);
    }

    private static String warning(String sentence) {
        return "<p><font color='#E5534B'>" + Prose.escape(sentence) + "</font></p>";
    }

    private static String doubt(Proposal.Trust trust) {
        return switch (trust) {
            case SIGNED -> "";
            case UNSIGNED -> warning("Nobody signed it, so nobody knows who made it.");
            case NO_LONGER_SIGNED ->
                warning("What is installed was signed, this is not: somebody else may have made it. Ask its author"
                        + " before you go on.");
            case OTHER_SIGNER ->
                warning("Another one signed it than what is installed. Ask its author before you go on.");
        };
    }

    private static String title(Declaration declaration) {
        return "<h2>" + Prose.escape(declaration.title()) + "</h2><p>" + Prose.escape(declaration.doc()) + "</p>";
    }

    private static String table(Map<String, String> facts) {
        StringBuilder table = new StringBuilder("<table border='0' cellspacing='0'>");
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                table.append("<tr><td class='faint' nowrap>")
                        .append(Prose.escape(name))
                        .append("</td><td>")
                        // A fingerprint has no spaces at which a line could end.
                        .append(Prose.escape(value).replace(":", ":\u200b"))
                        .append("</td></tr>");
            }
        });
        return table.append("</table>").toString();
    }

    private static String nodes(List<NodeDescriptor> nodes) {
        StringBuilder page = new StringBuilder("<h3>Nodes</h3>");
        for (NodeDescriptor node : nodes) {
            boolean touches = node.effect() == Effect.READS || node.effect() == Effect.WRITES;
            page.append("<p><b>")
                    .append(Prose.escape(node.name()))
                    .append("</b> <span class='faint'>")
                    .append(Prose.escape(node.type().id()))
                    .append("</span> ")
                    .append(Prose.escape(node.summary()))
                    .append(touches ? " <b>It " + node.effect().name().toLowerCase(Locale.ROOT) + " files.</b>" : "")
                    .append("</p>");
        }
        return page.toString();
    }
}

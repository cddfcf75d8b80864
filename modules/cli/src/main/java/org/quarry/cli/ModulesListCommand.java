package org.quarry.cli;

import java.util.ArrayList;
import java.util.List;
import org.quarry.cli.Page.Row;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import org.quarry.extension.Signer;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.NodeSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is installed. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists the installed modules: who made and signed them, their nodes, and which are not in use, and"
                        + " why.")
final class ModulesListCommand implements Runnable {
    @Option(names = "--json", description = "As a JSON array, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ModuleFolder modules = Discovery.modules();
        try {
            List<Installed> installed = modules.installed();
            spec.commandLine()
                    .getOut()
                    .print(json ? JsonWriter.pretty(asJson(installed), 1) : page(installed, modules));
            spec.commandLine().getOut().flush();
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }

    private static String page(List<Installed> installed, ModuleFolder modules) throws ModuleException {
        Page page = Page.forTerminal();
        List<String> reasons = Discovery.installed().absent().stream()
                .map(NodeSources.Absent::reason)
                .toList();
        for (Installed module : installed) {
            page.line(module.id() + "   " + module.declaration().version() + "   "
                    + module.declaration().title());
            page.rows(facts(module), 2);
            reasons.stream()
                    .filter(reason -> reason.startsWith(module.declaration().name() + " "))
                    .forEach(reason -> page.paragraphs("not in use: " + reason, 2));
            page.rows(Consent.nodes(module.descriptors()), 4).blank();
        }
        if (installed.isEmpty()) {
            page.paragraphs("No modules are installed.", 0);
        }
        return page.paragraphs("They are kept in " + modules.path() + ".", 0).toString();
    }

    private static List<Row> facts(Installed module) {
        List<Row> facts = new ArrayList<>();
        if (!module.declaration().author().isEmpty()) {
            facts.add(new Row("author", module.declaration().author()));
        }
        facts.add(new Row("signed by", module.signer().map(Signer::toString).orElse("nobody")));
        if (!module.extensions().isEmpty()) {
            facts.add(new Row("also brings", String.join(", ", module.extensions())));
        }
        if (!module.centre().isEmpty()) {
            facts.add(new Row("centre", module.centre()));
        }
        return facts;
    }

    private static Json asJson(List<Installed> installed) {
        return new Json.Elements(installed.stream()
                .map(module -> (Json) Json.object()
                        .with("id", Json.of(module.id()))
                        .with("version", Json.of(module.declaration().version()))
                        .with("title", Json.of(module.declaration().title()))
                        .with("author", Json.of(module.declaration().author()))
                        .with(
                                "signer",
                                Json.of(module.signer().map(Signer::fingerprint).orElse("")))
                        .with("centre", Json.of(module.centre()))
                        .with("enabled", Json.of(module.enabled()))
                        .with("nodes", Json.ofTexts(module.nodes()))
                        .with("extensions", Json.ofTexts(module.extensions())))
                .toList());
    }
}

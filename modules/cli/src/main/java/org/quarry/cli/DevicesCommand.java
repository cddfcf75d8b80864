package org.quarry.cli;

import java.util.List;
import org.quarry.cli.Page.Row;
import org.quarry.node.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the ways of computing networks here. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Tries every way of computing networks here, and says which work and why the others do not.")
final class DevicesCommand implements Runnable {
    @Mixin
    private ModelOptions options = new ModelOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (Models models = Discovery.models(options)) {
            List<Row> rows = models.providers().stream()
                    .map(provider ->
                            new Row((provider.usable() ? "yes  " : "no   ") + provider.name(), provider.reason()))
                    .toList();
            Models.Provider chosen = models.provider();
            Page page = Page.forTerminal();
            page.rows(rows, 0).blank().paragraphs("In use: " + chosen.name() + ", " + chosen.reason(), 0);
            spec.commandLine().getOut().print(page);
            spec.commandLine().getOut().flush();
        }
    }
}

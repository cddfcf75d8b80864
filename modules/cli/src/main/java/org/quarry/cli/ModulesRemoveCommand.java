package org.quarry.cli;

import org.quarry.extension.ModuleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a module. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Removes a module. Workflows that use its nodes keep them, and can be opened and saved without loss.")
final class ModulesRemoveCommand implements Runnable {
    @Parameters(paramLabel = "ID", description = "As 'quarry modules list' names it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try {
            spec.commandLine()
                    .getOut()
                    .println("removed "
                            + Discovery.modules().remove(id).declaration().name());
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }
}

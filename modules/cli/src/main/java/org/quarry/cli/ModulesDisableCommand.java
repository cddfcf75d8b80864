package org.quarry.cli;

import org.quarry.extension.ModuleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a module out of use. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Takes a module out of use without removing it; its nodes are unknown then.")
final class ModulesDisableCommand implements Runnable {
    @Parameters(paramLabel = "ID", description = "As 'quarry modules list' names it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try {
            spec.commandLine()
                    .getOut()
                    .println("disabled "
                            + Discovery.modules()
                                    .enable(id, false)
                                    .declaration()
                                    .name());
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }
}

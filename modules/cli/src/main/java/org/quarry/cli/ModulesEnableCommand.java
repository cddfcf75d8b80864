package org.quarry.cli;

import org.quarry.extension.ModuleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a module into use again. */
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Takes a module into use again that was disabled.")
final class ModulesEnableCommand implements Runnable {
    @Parameters(paramLabel = "ID", description = "As 'quarry modules list' names it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try {
            spec.commandLine()
                    .getOut()
                    .println("enabled "
                            + Discovery.modules().enable(id, true).declaration().name());
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }
}

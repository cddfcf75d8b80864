package org.quarry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Installed modules: the commands below this one. */
@Command(
        name = "modules",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Installs, lists, updates and removes modules of nodes. The desktop and the command line use the same"
                    + " ones.",
            "A module is a program: it can read, change and send whatever you can, and Quarry does not confine it."
        },
        subcommands = {
            ModulesInstallCommand.class,
            ModulesListCommand.class,
            ModulesUpdateCommand.class,
            ModulesRemoveCommand.class,
            ModulesEnableCommand.class,
            ModulesDisableCommand.class,
            ModulesIndexCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry modules install sharpen-1.0.nbm",
            "  quarry modules install com.acme.sharpen --from https://acme.example/quarry",
            "  quarry modules update",
            "",
            "An update centre is a folder of .nbm files with the catalogue that 'quarry modules index' writes, or a web"
                    + " server that shows one."
        })
final class ModulesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

package org.quarry.cli;

import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import picocli.CommandLine.Command;

/** Takes a module out of use. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Takes a module out of use without removing it; its nodes are unknown then.")
final class ModulesDisableCommand extends ModuleChange {
    ModulesDisableCommand() {
        super("disabled");
    }

    @Override
    Installed change(ModuleFolder modules, String id) throws ModuleException {
        return modules.enable(id, false);
    }
}

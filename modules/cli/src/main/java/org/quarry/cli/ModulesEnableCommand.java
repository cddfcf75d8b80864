package org.quarry.cli;

import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import picocli.CommandLine.Command;

/** Takes a module into use again. */
@Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Takes a module into use again that was disabled.")
final class ModulesEnableCommand extends ModuleChange {
    ModulesEnableCommand() {
        super("enabled");
    }

    @Override
    Installed change(ModuleFolder modules, String id) throws ModuleException {
        return modules.enable(id, true);
    }
}

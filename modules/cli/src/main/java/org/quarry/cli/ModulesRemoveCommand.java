package org.quarry.cli;

import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import picocli.CommandLine.Command;

/** Removes a module. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Removes a module. Workflows that use its nodes keep them, and can be opened and saved without loss.")
final class ModulesRemoveCommand extends ModuleChange {
    ModulesRemoveCommand() {
        super("removed");
    }

    @Override
    Installed change(ModuleFolder modules, String id) throws ModuleException {
        return modules.remove(id);
    }
}

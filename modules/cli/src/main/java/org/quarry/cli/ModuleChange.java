package org.quarry.cli;

import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that changes one installed module and says so. */
abstract class ModuleChange implements Runnable {
    private final String done;

    @Parameters(paramLabel = "ID", description = "As 'quarry modules list' names it.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    /** @param done the word before the module's name when it is done, as in {@code removed} */
    ModuleChange(String done) {
        this.done = done;
    }

    /** Changes the module of an id. */
    abstract Installed change(ModuleFolder modules, String id) throws ModuleException;

    @Override
    public final void run() {
        try {
            Installed changed = change(Discovery.modules(), id);
            spec.commandLine()
                    .getOut()
                    .println(done + " " + changed.declaration().name());
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }
}

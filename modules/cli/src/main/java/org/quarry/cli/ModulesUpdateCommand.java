package org.quarry.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.quarry.extension.Centre;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFolder;
import org.quarry.extension.Offer;
import org.quarry.extension.Proposal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs later versions of what is installed. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description =
                "Asks the centres that the installed modules came from, or that their authors name, for later versions"
                        + " that run with this Quarry, and installs them as 'install' does. Ends with 1 if one could not"
                        + " be updated.")
final class ModulesUpdateCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Only this module.")
    private String id = "";

    @Mixin
    private Consent consent = new Consent();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ModuleFolder modules = Discovery.modules();
        boolean failed = false;
        for (Installed module : chosen(modules)) {
            try {
                update(module, modules);
            } catch (ModuleException | CommandException e) {
                spec.commandLine().getErr().println("quarry: " + e.getMessage());
                failed = true;
            }
        }
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private List<Installed> chosen(ModuleFolder modules) {
        try {
            return id.isEmpty() ? modules.installed() : List.of(modules.find(id));
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }

    private void update(Installed module, ModuleFolder modules) throws ModuleException {
        PrintWriter out = spec.commandLine().getOut();
        String name = module.declaration().name();
        if (module.centre().isEmpty()) {
            out.println(
                    name + ": came as a file, and its author names no update centre; install a later version by hand");
            return;
        }
        Centre centre = Centre.at(module.centre());
        Offer offer = centre.offer(module.id());
        if (!offer.declaration().laterThan(module.declaration().version())) {
            out.println(name + ": is the latest version of " + centre.address());
            return;
        }
        try (Scratch scratch = new Scratch()) {
            Proposal proposal = modules.propose(centre.fetch(offer, scratch.folder()), centre.address());
            consent.ask(proposal, spec.commandLine());
            out.println("updated to " + modules.install(proposal).declaration().name());
        }
    }
}

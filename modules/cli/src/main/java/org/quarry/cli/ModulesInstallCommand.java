package org.quarry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.quarry.extension.Centre;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFile;
import org.quarry.extension.ModuleFolder;
import org.quarry.extension.Proposal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a module. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Installs a module from a file, or by its name from an update centre. Shows its author, its signature, its"
                    + " nodes and what they declare to do, and asks. A desktop that is open takes it up when its window"
                    + " comes to the front.",
            "If something goes wrong, everything stays as it was."
        })
final class ModulesInstallCommand implements Runnable {
    @Parameters(paramLabel = "FILE|ID", description = "An .nbm file, or a module's name like com.acme.sharpen.")
    private String module = "";

    @Option(
            names = "--from",
            paramLabel = "CENTRE",
            description = "The update centre: a folder, or an address like https://acme.example/quarry. Without it, the"
                    + " centre that the installed version came from is asked.")
    private String from = "";

    @Mixin
    private Consent consent = new Consent();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ModuleFolder modules = Discovery.modules();
        try (Scratch scratch = new Scratch()) {
            Path file = Path.of(module);
            boolean named = ModuleFile.named(file);
            if (named && from.isEmpty()) {
                install(modules.propose(ModuleFile.read(file), ""), modules);
            } else {
                Centre centre = Centre.at(from.isEmpty() ? known(modules) : from);
                ModuleFile fetched = centre.fetch(centre.offer(module), scratch.folder());
                install(modules.propose(fetched, centre.address()), modules);
            }
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }

    private String known(ModuleFolder modules) throws ModuleException {
        for (Installed there : modules.installed()) {
            if (there.id().equals(module) && !there.centre().isEmpty()) {
                return there.centre();
            }
        }
        String file = Files.exists(Path.of(module)) ? "; a module's file ends with .nbm" : "";
        throw new CommandException(
                ExitCode.USAGE, "where is " + module + "? Name its update centre with --from CENTRE, or a file" + file);
    }

    private void install(Proposal proposal, ModuleFolder modules) throws ModuleException {
        if (proposal.installedAlready()) {
            spec.commandLine().getOut().println(proposal.module().declaration().name() + " is installed already");
            return;
        }
        consent.ask(proposal, spec.commandLine());
        Installed installed = modules.install(proposal);
        spec.commandLine()
                .getOut()
                .println("installed " + installed.declaration().name());
    }
}

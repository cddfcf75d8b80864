package org.quarry.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.quarry.extension.Catalogue;
import org.quarry.extension.ModuleException;
import org.quarry.extension.Signer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a folder an update centre. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = {
            "Writes " + Catalogue.FILE
                    + ", the catalogue of the .nbm files in a folder, with their hashes. The folder is an update"
                    + " centre then, and so is what a web server shows of it. Ends with 1 if a file was left out.",
            "Sign modules before, with the JDK: jarsigner -keystore KEYS sharpen-1.0.nbm ALIAS"
        })
final class ModulesIndexCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Catalogue.Indexed indexed = Catalogue.index(folder);
            indexed.catalogue()
                    .offers()
                    .forEach(offer -> spec.commandLine()
                            .getOut()
                            .println(offer.declaration().name() + ": " + offer.file() + ", signed by "
                                    + offer.signer().map(Signer::name).orElse("nobody")));
            spec.commandLine().getOut().println(folder.resolve(Catalogue.FILE));
            indexed.refusals().forEach(refusal -> spec.commandLine().getErr().println("quarry: " + refusal));
            return indexed.refusals().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (ModuleException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }
}

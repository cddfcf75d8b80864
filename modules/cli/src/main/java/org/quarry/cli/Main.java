package org.quarry.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quarry.node.model.ModelException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code quarry SUBCOMMAND …}, plain Java without a window system. */
@Command(
        name = "quarry",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs workflows of diffusion models, and tells about their nodes and models.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    done",
            "  1    a node, a model or the disk failed while running",
            "  2    the command line was not understood",
            "  3    a workflow file cannot be read or has errors",
            "  130  interrupted (Ctrl-C)",
            "",
            "Without a command, quarry opens the desktop.",
            "Example: quarry run workflows/text-to-image.json --set prompt.text=\"a boat at night\" -o boat.png",
            "Shell completion: source <(quarry completion)"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command. @return its exit code */
    static int run(String... arguments) {
        CommandLine line = commandLine(arguments);
        PrintStream out = System.out;
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        // Standard output is for what the command says: others read it. What nodes print goes beside it.
        System.setOut(System.err);
        try {
            return line.execute(arguments);
        } finally {
            System.setOut(out);
        }
    }

    /**
     * The parser. Only the command that is called is built, since reading the annotations of all costs a tenth of a second;
     * help and completion need them all.
     */
    private static CommandLine commandLine(String... arguments) {
        String called = arguments.length == 0 ? "" : arguments[0];
        Optional<Subcommand> known = SUBCOMMANDS.stream()
                .filter(command -> command.name().equals(called))
                .findFirst();
        CommandLine line = new CommandLine(new Main());
        for (Subcommand command : known.map(List::of).orElse(SUBCOMMANDS)) {
            line.addSubcommand(command.name(), command.maker().get());
        }
        line.getSubcommands().values().forEach(Main::version);
        line.setExecutionExceptionHandler((exception, failed, parsed) -> report(exception, failed));
        line.setParameterExceptionHandler(Main::explain);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static void version(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::version);
    }

    private record Subcommand(String name, Supplier<Object> maker) {}

    private static final List<Subcommand> SUBCOMMANDS = List.of(
            new Subcommand("run", RunCommand::new),
            new Subcommand("check", CheckCommand::new),
            new Subcommand("nodes", NodesCommand::new),
            new Subcommand("describe", DescribeCommand::new),
            new Subcommand("models", ModelsCommand::new),
            new Subcommand("devices", DevicesCommand::new),
            new Subcommand("sweep", SweepCommand::new),
            new Subcommand("bench", BenchCommand::new),
            new Subcommand("migrate", MigrateCommand::new),
            new Subcommand("modules", ModulesCommand::new),
            new Subcommand("import", ImportCommand::new),
            new Subcommand("completion", CompletionCommand::new));

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int report(Exception exception, CommandLine failed) {
        if (exception instanceof CommandException known) {
            failed.getErr().println("quarry: " + known.getMessage());
            return known.exitCode();
        } else if (exception instanceof ModelException model) {
            failed.getErr().println("quarry: " + model.getMessage());
            return ExitCode.FAILED;
        }
        failed.getErr().println("quarry: this is a mistake in Quarry, please report it with what follows");
        exception.printStackTrace(failed.getErr());
        return ExitCode.FAILED;
    }

    private static int explain(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("quarry: " + exception.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, line.getErr())) {
            line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    /** Reads the version that the build wrote into the manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"quarry " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** Prints the completion script of all commands. */
    @Command(name = "completion", description = "Prints a completion script for bash and zsh.")
    static final class CompletionCommand implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().print(AutoComplete.bash("quarry", commandLine()));
            spec.commandLine().getOut().flush();
        }
    }
}

package org.quarry.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.quarry.engine.Engine;
import org.quarry.engine.RunResult;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures where the time of a workflow goes. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Runs a workflow several times and prints for each node and for a denoising step the median time"
                + " inside the networks against everything else. Runs that warm up come first and are not counted:"
                + " they load networks, and Java compiles what runs often. Nothing is kept between the runs; saved"
                + " files go to a temporary folder.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs counted. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs before those. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (runs < 1 || warmUp < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "found --runs " + runs + " and --warm-up " + warmUp + "; wanted at least 1 and at least 0");
        }
        WorkflowDocument document = options.read();
        Timings timings = new Timings();
        try (Engine engine = Discovery.setup(models).open();
                Scratch scratch = new Scratch()) {
            Workflow workflow = options.set(document, engine.nodes());
            for (int i = 0; i < warmUp + runs; i++) {
                engine.forget();
                boolean counted = i >= warmUp;
                RunResult result = new Session(engine, spec.commandLine(), false, false)
                        .tell(event -> {
                            if (counted) {
                                timings.on(event);
                            }
                        })
                        .into(scratch.folder())
                        .run(document.with(workflow), folder());
                result.orThrow();
            }
            spec.commandLine()
                    .getOut()
                    .println("device " + engine.models().provider().name() + ", " + runs + " runs, medians");
        }
        spec.commandLine().getOut().print(timings.table());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Path folder() {
        return Documents.folder(options.file());
    }
}

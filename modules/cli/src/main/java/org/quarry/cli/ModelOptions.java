package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where models are looked for, and what computes them: the options that several commands share. */
final class ModelOptions {
    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            description = "Look for models here first. May be repeated. Else: QUARRY_MODELS, then your data folder; the"
                    + " bundled models are always there.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "${env:QUARRY_DEVICE:-auto}",
            description =
                    "auto, cpu, cuda, tensorrt, directml or coreml. Default: ${DEFAULT-VALUE}. See 'quarry devices'.")
    private String device = "auto";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads of one network on a CPU; 0 takes one for each core. Default: ${DEFAULT-VALUE}.")
    private int threads;

    List<Path> folders() {
        return folders;
    }

    String device() {
        return device;
    }

    int threads() {
        return threads;
    }
}

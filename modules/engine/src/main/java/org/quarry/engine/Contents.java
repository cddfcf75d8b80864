package org.quarry.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the files and models that parameters name contain at the start of a run. */
final class Contents {
    private final ModelContents models;
    private final FileHashes files;
    private final Path inputFolder;

    Contents(ModelContents models, FileHashes files, Path inputFolder) {
        this.models = models;
        this.files = files;
        this.inputFolder = inputFolder;
    }

    /** Stands for a model's content; empty if there is no such model. */
    Optional<String> model(String name) {
        return models.token(name);
    }

    /** Stands for the content of several models; empty if one is not there. */
    Optional<String> models(List<String> names) {
        List<String> tokens =
                names.stream().map(this::model).flatMap(Optional::stream).toList();
        return tokens.size() == names.size() ? Optional.of(String.join(",", tokens)) : Optional.empty();
    }

    /** Stands for a file's content; empty if it cannot be read as a file, of which the node itself will tell. */
    Optional<String> file(String written) {
        if (written.isEmpty()) {
            return Optional.of("");
        }
        Path path = inputFolder.resolve(written);
        try {
            return Files.isRegularFile(path) ? Optional.of(files.of(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

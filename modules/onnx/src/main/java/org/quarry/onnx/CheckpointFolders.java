package org.quarry.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.family.CheckpointSettings;
import org.quarry.node.model.ModelException;

/**
 * The folders, in the cache, of models that came as one {@code .safetensors} file. They hold settings and tokenizers alone; files
 * of one family share them.
 */
final class CheckpointFolders {
    static final String ENDING = ".safetensors";

    private static final Logger LOG = Logger.getLogger(CheckpointFolders.class.getName());

    private final Path cache;

    CheckpointFolders(Path cache) {
        this.cache = cache.resolve("families");
    }

    /** The model of a file; empty if it is a part of a model only, as a LoRA, or cannot be read, which is noted. */
    Optional<ModelFolder> of(String name, Path file) {
        try {
            return CheckpointSettings.of(file)
                    .map(files -> new ModelFolder(name, folder(withThoseBeside(file, files)), List.of(file)));
        } catch (CheckpointException e) {
            LOG.warning(() -> Failures.message(e));
            return Optional.empty();
        }
    }

    /** Settings that a file does not tell, as other numbers of heads, may lie in a folder beside it that is named like it. */
    private static Map<String, String> withThoseBeside(Path file, Map<String, String> files) {
        String name = file.getFileName().toString();
        Path beside = file.resolveSibling(name.substring(0, name.length() - ENDING.length()));
        Map<String, String> all = new TreeMap<>(files);
        all.replaceAll((path, text) -> {
            Path own = beside.resolve(path);
            try {
                return Files.isRegularFile(own) ? Files.readString(own) : text;
            } catch (IOException e) {
                throw new ModelException(own + " cannot be read: " + e.getMessage(), e);
            }
        });
        return all;
    }

    private Path folder(Map<String, String> files) {
        String all = files.entrySet().stream()
                .map(entry -> entry.getKey() + "\n" + entry.getValue())
                .collect(Collectors.joining("\n"));
        Path folder = cache.resolve(Fingerprints.hash(all.getBytes(StandardCharsets.UTF_8)));
        if (!Files.isDirectory(folder)) {
            try {
                write(files, folder);
            } catch (IOException e) {
                throw new ModelException(
                        "the settings of a model cannot be kept in " + folder + ": " + e.getMessage(), e);
            }
        }
        return folder;
    }

    /** Written aside and moved, so that another process finds all files or none. */
    private void write(Map<String, String> files, Path folder) throws IOException {
        Files.createDirectories(cache);
        Path part = Files.createTempDirectory(cache, "part");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = part.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            LOG.fine(() -> folder + " was written by another process");
        }
    }
}

package org.quarry.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.family.CheckpointSettings;
import org.quarry.node.model.ModelException;

/**
 * The folders, in the cache, of models that came as one {@code .safetensors} file. They hold settings and tokenizers alone; files
 * of one family share them. Which file has which is remembered by its size and time, so that its header is read once.
 */
final class CheckpointFolders {
    static final String ENDING = ".safetensors";

    private static final Logger LOG = Logger.getLogger(CheckpointFolders.class.getName());
    private static final Found NOTHING = new Found("", "");

    private final Path cache;
    private final Remembered remembered;
    private final Map<Path, Found> known = new ConcurrentHashMap<>();

    /** What a file in a state has. @param folder the name of its folder in the cache; empty if it has no use as a model */
    private record Found(String state, String folder) {}

    CheckpointFolders(Path cache) {
        this.cache = cache.resolve("families");
        this.remembered = new Remembered(cache.resolve("checkpoints"));
    }

    /** The model of a file, or the part of one; empty if it is neither, as a LoRA, or cannot be read, which is noted. */
    Optional<ModelFolder> of(String name, Path file) {
        try {
            String folder = found(file).folder();
            return folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ModelFolder(name, cache.resolve(folder), List.of(file)));
        } catch (CheckpointException e) {
            LOG.warning(() -> Failures.message(e));
            return Optional.empty();
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Found found(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long modified = attributes.lastModifiedTime().toMillis();
        Path beside = beside(file);
        boolean stable = !Fingerprints.unsettled(modified) && !Files.isDirectory(beside);
        if (!stable) {
            return read(file, beside);
        }
        String state = attributes.size() + " " + modified;
        Found last = known.getOrDefault(file, NOTHING);
        if (!last.state().equals(state) || !present(last.folder())) {
            last = remembered
                    .of(file, state)
                    .filter(this::present)
                    .map(folder -> new Found(state, folder))
                    .orElseGet(() -> {
                        String folder = read(file, beside).folder();
                        remembered.keep(file, state, folder);
                        return new Found(state, folder);
                    });
            known.put(file, last);
        }
        return last;
    }

    private boolean present(String folder) {
        return folder.isEmpty() || Files.isDirectory(cache.resolve(folder));
    }

    private Found read(Path file, Path beside) {
        return CheckpointSettings.of(file)
                .or(() -> CheckpointSettings.ofParts(file))
                .map(files -> new Found("", folder(withThoseBeside(beside, files))))
                .orElse(NOTHING);
    }

    /** Settings that a file does not tell, as other numbers of heads, may lie in a folder beside it that is named like it. */
    private static Path beside(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ENDING.length()));
    }

    private static Map<String, String> withThoseBeside(Path beside, Map<String, String> files) {
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

    /** The name of the folder of these files, written now if it is not there. */
    private String folder(Map<String, String> files) {
        String all = files.entrySet().stream()
                .map(entry -> entry.getKey() + "\n" + entry.getValue())
                .collect(Collectors.joining("\n"));
        String name = Fingerprints.hash(all.getBytes(StandardCharsets.UTF_8));
        Path folder = cache.resolve(name);
        if (!Files.isDirectory(folder)) {
            try {
                write(files, folder);
            } catch (IOException e) {
                throw new ModelException(
                        "the settings of a model cannot be kept in " + folder + ": " + e.getMessage(), e);
            }
        }
        return name;
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

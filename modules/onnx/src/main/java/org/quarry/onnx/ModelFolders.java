package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.quarry.architecture.checkpoint.WeightFolder;

/**
 * Finds models, at any reasonable depth: folders with a {@code model_index.json}, and files with all of a model's weights. A model's name is its path below the
 * folder that is searched, with its ending where the model is one {@code .safetensors} file; of equal names the one in the earlier folder counts. A searched folder may be a model itself and
 * then has its own name.
 */
final class ModelFolders {
    private static final Logger LOG = Logger.getLogger(ModelFolders.class.getName());
    private static final int DEPTH = 8;
    private static final int MOST_FOLDERS = 20_000;
    private static final List<String> PARTS =
            List.of("vae", "vae_decoder", "text_encoder", "text_encoder_2", "text_encoder_3");

    private final List<Path> roots;
    private final CheckpointFolders checkpoints;

    ModelFolders(List<Path> roots, CheckpointFolders checkpoints) {
        this.checkpoints = checkpoints;
        this.roots =
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    List<Path> roots() {
        return roots;
    }

    /** All models, and files with parts of one, by name. */
    Map<String, ModelFolder> all() {
        Map<String, ModelFolder> found = new TreeMap<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                search(root, found);
            }
        }
        return found;
    }

    /** The model or part of one of a name, found without a search. */
    Optional<ModelFolder> named(String name) {
        for (Path root : roots) {
            if (isModel(root) && name.equals(ownName(root))) {
                return Optional.of(new ModelFolder(name, root));
            }
            Optional<Path> folder = below(root, name).filter(path -> isModel(path) || hasParts(path));
            if (folder.isPresent()) {
                return Optional.of(new ModelFolder(name, folder.get()));
            }
            Optional<ModelFolder> single =
                    below(root, name).filter(ModelFolders::isCheckpoint).flatMap(file -> checkpoints.of(name, file));
            if (single.isPresent()) {
                return single;
            }
        }
        return Optional.empty();
    }

    /** What is named by a path below a folder; empty if the text is no such path, or not its plainest form. */
    static Optional<Path> below(Path root, String relative) {
        try {
            Path path = root.resolve(relative);
            boolean plain = path.normalize().equals(path) && !path.equals(root) && path.startsWith(root);
            return plain ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve(ModelFolder.INDEX));
    }

    /** Whether there are folders of networks that a model can have from elsewhere. */
    private static boolean hasParts(Path folder) {
        return PARTS.stream().anyMatch(part -> Files.isDirectory(folder.resolve(part)));
    }

    private static boolean isCheckpoint(Path file) {
        String name = file.toString();
        return name.endsWith(CheckpointFolders.ENDING) && !WeightFolder.isShard(name) && Files.isRegularFile(file);
    }

    private static String ownName(Path root) {
        return root.getFileName() == null ? root.toString() : root.getFileName().toString();
    }

    private void search(Path root, Map<String, ModelFolder> found) {
        try {
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new Search(root, found, checkpoints));
        } catch (IOException e) {
            LOG.warning(() -> "the search for models in " + root + " broke off: " + e);
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, ModelFolder> found;
        private final CheckpointFolders checkpoints;
        private int visited;

        Search(Path root, Map<String, ModelFolder> found, CheckpointFolders checkpoints) {
            this.root = root;
            this.found = found;
            this.checkpoints = checkpoints;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (visited++ >= MOST_FOLDERS) {
                LOG.warning(() -> "the search for models in " + root + " ended after " + MOST_FOLDERS + " folders");
                return FileVisitResult.TERMINATE;
            }
            if (!isModel(folder)) {
                return FileVisitResult.CONTINUE;
            }
            String name = folder.equals(root) ? ownName(root) : name(folder);
            found.putIfAbsent(name, new ModelFolder(name, folder));
            return FileVisitResult.SKIP_SUBTREE;
        }

        private String name(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isCheckpoint(file) && !found.containsKey(name(file))) {
                checkpoints.of(name(file), file).ifPresent(model -> found.put(model.name(), model));
            }
            return FileVisitResult.CONTINUE;
        }

        /** Links that lead back to a folder above, and folders that may not be read, hold no models. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            LOG.fine(() -> "the search for models passes over " + file + ": " + failure);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, java.io.@org.jspecify.annotations.Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}

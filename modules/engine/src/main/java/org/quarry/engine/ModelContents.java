package org.quarry.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;

/**
 * What models contain. Hashing gigabytes takes longer than many a run, so keys take a token that costs a listing of the
 * folder: it stays the same for as long as the content does. The fingerprint, wanted at the end for the receipt, is
 * computed meanwhile; only when a folder seems to have changed does its token wait for it.
 */
final class ModelContents {
    private record State(String stamp, String token, CompletableFuture<String> fingerprint) {}

    private final Models models;
    private final Executor executor;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    ModelContents(Models models, Executor executor) {
        this.models = models;
        this.executor = executor;
    }

    /** Stands for the content of a model, within this process; empty if there is no such model. */
    Optional<String> token(String name) {
        return models.describe(name)
                .map(model -> states.compute(name, (key, known) -> state(model, known)).token + models.surroundings());
    }

    /** The fingerprint of a model's content; waits until it is computed. */
    String fingerprint(String name) {
        State known = states.get(name);
        if (known == null && token(name).isPresent()) {
            known = states.get(name);
        }
        return known == null ? "unknown: there is no model '" + name + "'" : known.fingerprint.join();
    }

    /** The fingerprint of an opened model; of one with parts of others that of all of them. */
    String fingerprint(Model model) {
        String own = fingerprint(model.description().name());
        if (model.companions().isEmpty()) {
            return own;
        }
        Key.Writer writer = new Key.Writer().text(own);
        model.companions().forEach(name -> writer.text(fingerprint(name)));
        return "composed:" + writer.finish();
    }

    private State state(ModelDescription model, @Nullable State known) {
        String stamp = stamp(model.folder());
        if (known != null && known.stamp.equals(stamp)) {
            return known;
        }
        CompletableFuture<String> fingerprint = computing(model.name());
        String token = known != null && known.fingerprint.join().equals(fingerprint.join()) ? known.token : stamp;
        return new State(stamp, token, fingerprint);
    }

    /** A model that cannot be hashed cannot be run either, and its node says so: no second failure is made of it. */
    private CompletableFuture<String> computing(String name) {
        return CompletableFuture.supplyAsync(() -> models.open(name).fingerprint(), executor)
                .exceptionally(failure -> "unknown: " + failure.getMessage());
    }

    private static String stamp(Path folder) {
        try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            Key.Writer writer = new Key.Writer();
            for (Path file : files) {
                writer.text(folder.relativize(file).toString()).text(Long.toString(Files.size(file)));
                writer.text(Files.getLastModifiedTime(file).toString());
            }
            return writer.finish().toString();
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException("cannot list the model folder " + folder + ": " + e.getMessage(), e);
        }
    }
}

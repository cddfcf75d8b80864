package org.quarry.architecture.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/**
 * A component's folder in a Diffusers model: one {@code .safetensors} file, or several with an index that says which tensor is in which;
 * often in several precisions, of which the widest is taken.
 */
public final class WeightFolder {
    private static final String ENDING = ".safetensors";
    private static final String INDEX = ENDING + ".index";

    private WeightFolder() {}

    /** Whether there are weights that can be read. */
    public static boolean isOne(Path folder) {
        return !candidates(folder).isEmpty();
    }

    /**
     * The weights of a folder.
     *
     * @param what the network, for messages
     * @throws CheckpointException if there are none, or a file is missing or broken
     */
    public static Weights read(String what, Path folder) {
        List<Path> candidates = candidates(folder);
        if (candidates.isEmpty()) {
            throw new CheckpointException(what + ": there are no .safetensors files in " + folder + found(folder));
        }
        Path first = candidates.get(0);
        return new Weights(
                what, isIndex(first) ? sharded(first) : Safetensors.read(first).tensors());
    }

    private static String found(Path folder) {
        return list(folder).stream().anyMatch(file -> file.toString().endsWith(".bin"))
                ? "; .bin files can hold programs and are not read: download the .safetensors of this model"
                : "; copy or download them again";
    }

    /** Indexes, and files that are no part of an index; without a mark of the precision first, then the longest. */
    private static List<Path> candidates(Path folder) {
        List<Path> files = list(folder);
        Comparator<Path> plainFirst = Comparator.comparing(file -> marks(file));
        return files.stream()
                .filter(file -> isIndex(file) || (name(file).endsWith(ENDING) && !isShard(name(file))))
                .sorted(plainFirst.thenComparing(Comparator.comparing(WeightFolder::name)))
                .toList();
    }

    /** As in {@code model.fp16.safetensors}: one. A running average of the weights is for those who train on. */
    private static int marks(Path file) {
        String plain = name(file).replace(".index", "").replace(".json", "").replace(ENDING, "");
        return (int) plain.chars().filter(c -> c == '.').count() + (plain.contains("ema") ? 2 : 0);
    }

    private static boolean isIndex(Path file) {
        return name(file).contains(INDEX) && name(file).endsWith(".json");
    }

    /** Whether a file is by its name one of several that make up a network. */
    public static boolean isShard(String file) {
        return file.matches(".*-\\d{5}-of-\\d{5}.*");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new CheckpointException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, StoredTensor> sharded(Path index) {
        Map<String, String> places = places(index);
        Map<String, Map<String, StoredTensor>> files = new TreeMap<>();
        for (String file : new TreeSet<>(places.values())) {
            files.put(file, Safetensors.read(beside(index, file)).tensors());
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        places.forEach((name, file) -> {
            StoredTensor tensor = files.getOrDefault(file, Map.of()).get(name);
            if (tensor == null) {
                missing.add(name);
            } else {
                tensors.put(name, tensor);
            }
        });
        if (!missing.isEmpty()) {
            throw new CheckpointException(
                    index + " names " + missing.size() + " tensors that are not in its files, as '" + missing.get(0)
                            + "' in " + places.get(missing.get(0)) + "; download them again");
        }
        return tensors;
    }

    private static Path beside(Path index, String file) {
        Path shard = index.resolveSibling(file);
        if (!shard.getFileName().toString().equals(file)) {
            throw new CheckpointException(index + " names the file '" + file + "', which is not beside it");
        }
        return shard;
    }

    private static Map<String, String> places(Path index) {
        try {
            Map<String, String> places = new LinkedHashMap<>();
            if (JsonReader.readValue(index, JsonLimits.DEFAULT) instanceof Json.Members root
                    && root.members().get("weight_map") instanceof Json.Members map) {
                map.members().forEach((name, file) -> {
                    if (file instanceof Json.Text text) {
                        places.put(name, text.text());
                    }
                });
            }
            if (places.isEmpty()) {
                throw new CheckpointException(index + " has no 'weight_map'; download it again");
            }
            return places;
        } catch (JsonException e) {
            throw new CheckpointException(index + ", " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CheckpointException(index + " cannot be read: " + e.getMessage(), e);
        }
    }
}

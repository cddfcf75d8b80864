package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.quarry.architecture.adapter.TextualInversion;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.ModelException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Words of textual inversion, which lie as {@code .safetensors} files in the folder {@code embeddings} within a models folder. A word is
 * called by its file's name, its path where it is in a folder below, or what the file itself calls it.
 */
final class LearnedWords {
    private static final Logger LOG = Logger.getLogger(LearnedWords.class.getName());
    private static final String ENDING = ".safetensors";
    private static final String TABLE = "text_model.embeddings.token_embedding.weight";
    private static final int DEPTH = 4;

    private final List<Path> folders;
    private final Map<AdapterFile, Optional<TextualInversion>> read = new ConcurrentHashMap<>();

    /** @param roots the models folders */
    LearnedWords(List<Path> roots) {
        this.folders = roots.stream().map(root -> root.resolve("embeddings")).toList();
    }

    /** All names of all words. */
    List<String> names() {
        return List.copyOf(new TreeSet<>(words().keySet()));
    }

    /** Differs when a file came, went or changed. */
    String state() {
        List<AdapterFile> files = new ArrayList<>();
        folders.forEach(folder -> files.addAll(files(folder)));
        return files.isEmpty() ? "" : files.toString();
    }

    /** A word as a model reads it. @throws ModelException if it does not fit the model */
    Optional<LearnedWord> find(String name, AdaptableModel model) {
        return Optional.ofNullable(words().get(name)).map(word -> new Fitting(model).word(name, word));
    }

    /** By name; of equal names those in the earlier models folder, then those that are files' names, count. */
    private Map<String, TextualInversion> words() {
        Map<String, TextualInversion> words = new TreeMap<>();
        for (Path folder : folders) {
            Map<String, TextualInversion> own = new TreeMap<>();
            for (AdapterFile file : files(folder)) {
                read.computeIfAbsent(file, LearnedWords::read).ifPresent(word -> {
                    String path = folder.relativize(file.path()).toString().replace('\\', '/');
                    String name = path.substring(0, path.length() - ENDING.length());
                    words.putIfAbsent(name, word);
                    words.putIfAbsent(name.substring(name.lastIndexOf('/') + 1), word);
                    own.put(word.word(), word);
                });
            }
            own.remove("");
            own.forEach(words::putIfAbsent);
        }
        return words;
    }

    /** What is no word must not keep the others from being read; it is told of when somebody looks why it is not there. */
    private static Optional<TextualInversion> read(AdapterFile file) {
        try {
            return Optional.of(TextualInversion.read(file.path()));
        } catch (CheckpointException e) {
            LOG.warning(() -> Failures.message(e));
            return Optional.empty();
        }
    }

    private static List<AdapterFile> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted()
                    .map(AdapterFile::of)
                    .toList();
        } catch (IOException e) {
            throw new ModelException(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Which of a file's vectors belong to which of a model's text encoders. */
    private static final class Fitting {
        private final AdaptableModel model;

        Fitting(AdaptableModel model) {
            this.model = model;
        }

        LearnedWord word(String name, TextualInversion word) {
            Map<String, Integer> widths = widths();
            Map<String, Tensor> vectors = new TreeMap<>();
            for (Map.Entry<String, Integer> encoder : widths.entrySet()) {
                StoredTensor tensor = tensor(word, encoder.getKey(), widths);
                int width = TextualInversion.width(tensor);
                if (width != encoder.getValue()) {
                    throw refused(
                            word,
                            "its vectors have " + width + " numbers, those of the " + encoder.getKey() + " of '"
                                    + model.description().name() + "' " + encoder.getValue());
                }
                int rows = Math.toIntExact(tensor.elements() / width);
                vectors.put(encoder.getKey(), Tensor.adopt(Shape.of(rows, width), word.numbers(tensor)));
            }
            if (vectors.values().stream()
                            .map(Tensor::shape)
                            .map(shape -> shape.size(0))
                            .distinct()
                            .count()
                    > 1) {
                throw refused(word, "it has other numbers of vectors for its text encoders");
            }
            return new LearnedWord(name, firstId(widths.keySet().iterator().next()), vectors);
        }

        /** How wide the vectors of each of the model's CLIP encoders are; others learn no words. */
        private Map<String, Integer> widths() {
            Map<String, Integer> widths = new TreeMap<>();
            for (String component : model.description().components()) {
                if (component.startsWith("text_encoder")
                        && model.config(component).get("hidden_size") instanceof Number width) {
                    widths.put(component, width.intValue());
                }
            }
            if (widths.isEmpty()) {
                throw new ModelException("model '" + model.description().name()
                        + "' has no text encoder of CLIP, and only those learn words; take the word out of the prompt");
            }
            return widths;
        }

        private static StoredTensor tensor(TextualInversion word, String encoder, Map<String, Integer> widths) {
            Map<String, StoredTensor> tensors = word.tensors();
            StoredTensor own = tensors.get(encoder.equals("text_encoder_2") ? "clip_g" : "clip_l");
            StoredTensor only = widths.size() == 1 ? tensors.get("") : null;
            if (own != null) {
                return own;
            } else if (only != null) {
                return only;
            }
            throw refused(word, "it has vectors for " + encoders(tensors) + " and none for the " + encoder);
        }

        private static String encoders(Map<String, StoredTensor> tensors) {
            return tensors.containsKey("") ? "one text encoder" : String.join(", ", new TreeSet<>(tensors.keySet()));
        }

        private int firstId(String encoder) {
            return model.weights(encoder)
                    .orElseThrow(() -> new ModelException("the " + encoder + " of model '"
                            + model.description().name()
                            + "' is a finished ONNX network, which cannot learn words; put the model's .safetensors"
                            + " form into the models folder and load that"))
                    .tensor(TABLE)
                    .axes()
                    .get(0)
                    .intValue();
        }

        private static ModelException refused(TextualInversion word, String why) {
            return new ModelException(word.file().file() + " is for another family of models: " + why
                    + "; take one that was trained for this model's family, or the word out of the prompt");
        }
    }
}

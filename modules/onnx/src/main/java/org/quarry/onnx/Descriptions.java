package org.quarry.onnx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelForm;

/** Descriptions of models, remembered for as long as the size and time of no file changes. */
final class Descriptions {
    private final Remembered remembered;

    Descriptions(Path cache) {
        this.remembered = new Remembered(cache.resolve("descriptions"));
    }

    /** What is known of a model in a state, found out now if it is not remembered. */
    ModelDescription of(ModelFolder folder, FolderState state) {
        // The settings of a single file lie in a folder that is called by their hash.
        List<FolderState.Stamp> stamps = state.files().stream()
                .filter(file -> folder.checkpoints().isEmpty() || file.name().equals(ModelFolder.CHECKPOINT))
                .toList();
        if (stamps.stream().anyMatch(file -> Fingerprints.unsettled(file.modifiedMillis()))) {
            return new Describer(folder, state).describe();
        }
        String files = folder.path() + "\n"
                + stamps.stream().map(FolderState.Stamp::toString).collect(Collectors.joining("\n"));
        return remembered
                .of(folder.origin(), files)
                .flatMap(text -> description(folder, state, text))
                .orElseGet(() -> {
                    ModelDescription found = new Describer(folder, state).describe();
                    remembered.keep(folder.origin(), files, text(found));
                    return found;
                });
    }

    private static String text(ModelDescription model) {
        Map<String, Json> sizes = new TreeMap<>();
        model.sizes().forEach((name, size) -> sizes.put(name, Json.of(size)));
        return JsonWriter.line(Json.object()
                .with("family", Json.of(model.family()))
                .with("components", Json.ofTexts(model.components()))
                .with("missing", Json.ofTexts(model.missing()))
                .with("precision", Json.of(model.precision()))
                .with("sizes", new Json.Members(sizes))
                .with("form", Json.of(model.form().name())));
    }

    /** Empty if the text is not as {@link #text} writes it, as after a full disk. */
    private static Optional<ModelDescription> description(ModelFolder folder, FolderState state, String text) {
        try {
            Json.Members kept =
                    (Json.Members) JsonReader.readValue(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
            Map<String, Integer> sizes = new TreeMap<>();
            ((Json.Members) member(kept, "sizes")).members().forEach((name, size) -> sizes.put(name, whole(size)));
            return Optional.of(new ModelDescription(
                    folder.name(),
                    word(member(kept, "family")),
                    folder.origin(),
                    words(kept, "components"),
                    words(kept, "missing"),
                    word(member(kept, "precision")),
                    state.bytes(),
                    sizes,
                    ModelForm.valueOf(word(member(kept, "form")))));
        } catch (JsonException | ClassCastException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Json member(Json.Members kept, String name) {
        return Optional.ofNullable(kept.members().get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static String word(Json json) {
        return ((Json.Text) json).text();
    }

    private static int whole(Json json) {
        return ((Json.Numeral) json).value().intValue();
    }

    private static List<String> words(Json.Members kept, String name) {
        return ((Json.Elements) member(kept, name))
                .elements().stream().map(Descriptions::word).toList();
    }
}

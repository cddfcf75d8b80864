package org.quarry.engine;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;

/**
 * How results came about: what ran, on what, and a hash of every value. It holds no times and no folders, so equal runs
 * have equal receipts. Noise, tokens and schedules are equal on every machine; what a network computes is promised to be
 * equal only on one machine with one provider.
 *
 * @param quarry the version of Quarry
 * @param java the version of Java
 * @param system the operating system and processor
 * @param provider what computed the networks
 * @param models fingerprints of the models used, by name
 * @param nodes what was computed, in the order of the flow
 */
public record Receipt(
        String quarry,
        String java,
        String system,
        String provider,
        Map<String, String> models,
        Map<String, Entry> nodes) {
    /** Copies the maps, keeping their order. */
    public Receipt {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /**
     * One node.
     *
     * @param type id and version
     * @param module code name and version of the module that brought it
     * @param seeds its seeds, by parameter
     * @param outputs hashes by port; none for a node that writes
     * @param steps of a per-step node: by driver and port the first digits of a hash for each evaluation, a dash where it
     *     was not needed
     */
    public record Entry(
            String type,
            String module,
            Map<String, String> seeds,
            Map<String, String> outputs,
            Map<String, Map<String, String>> steps) {
        /** Copies the maps, keeping their order. */
        public Entry {
            seeds = Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
            steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        }
    }

    /**
     * Where two runs part.
     *
     * @param node the first node that differs; empty if only the surroundings do
     * @param sentence what differs
     */
    public record Difference(String node, String sentence) {}

    /** The first node, in the order of this receipt, that another run did differently; or else what else differs. */
    public Optional<Difference> firstDifference(Receipt other) {
        return ReceiptDifference.first(this, other);
    }

    /** As JSON in one spelling: equal receipts give equal texts. */
    public Json.Members toJson() {
        return ReceiptJson.write(this);
    }

    /** As JSON on one line. */
    public String toText() {
        return JsonWriter.line(toJson());
    }

    /**
     * What is stored with a result, in the words of {@link org.quarry.node.Call#provenance}.
     *
     * @param workflow the file that was run
     */
    public Map<String, String> texts(String workflow) {
        // In this order, so that equal runs give equal files.
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("workflow", workflow);
        texts.put("receipt", toText());
        seed().ifPresent(seed -> texts.put("seed", seed));
        return texts;
    }

    /** The first seed in the order of the flow: what came before all other draws. */
    private Optional<String> seed() {
        return nodes.values().stream()
                .flatMap(entry -> entry.seeds().values().stream())
                .findFirst();
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @throws JsonException if the text is not a receipt; the message says where
     */
    public static Receipt parse(String text) throws JsonException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ReceiptJson.read(JsonReader.read(bytes, JsonLimits.DEFAULT).root());
    }
}

package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonException;

/** Receipts as JSON. Empty members are left out. */
final class ReceiptJson {
    private ReceiptJson() {}

    static Json.Members write(Receipt receipt) {
        Map<String, Json> nodes = new LinkedHashMap<>();
        receipt.nodes().forEach((name, entry) -> nodes.put(name, write(entry)));
        return Json.object()
                .with("quarry", Json.of(receipt.quarry()))
                .with("java", Json.of(receipt.java()))
                .with("system", Json.of(receipt.system()))
                .with("provider", Json.of(receipt.provider()))
                .with("models", texts(receipt.models()))
                .with("nodes", new Json.Members(nodes));
    }

    private static Json.Members write(Receipt.Entry entry) {
        Json.Members object = Json.object().with("type", Json.of(entry.type())).with("module", Json.of(entry.module()));
        if (!entry.seeds().isEmpty()) {
            object = object.with("seeds", texts(entry.seeds()));
        }
        if (!entry.outputs().isEmpty()) {
            object = object.with("outputs", texts(entry.outputs()));
        }
        if (!entry.steps().isEmpty()) {
            Map<String, Json> steps = new LinkedHashMap<>();
            entry.steps().forEach((driver, hashes) -> steps.put(driver, texts(hashes)));
            object = object.with("steps", new Json.Members(steps));
        }
        return object;
    }

    private static Json.Members texts(Map<String, String> texts) {
        Map<String, Json> members = new LinkedHashMap<>();
        texts.forEach((key, text) -> members.put(key, Json.of(text)));
        return new Json.Members(members);
    }

    static Receipt read(Json root) throws JsonException {
        Json.Members object = object(root, "the receipt");
        Map<String, Receipt.Entry> nodes = new LinkedHashMap<>();
        for (Map.Entry<String, Json> node : members(object, "nodes").entrySet()) {
            nodes.put(node.getKey(), entry(object(node.getValue(), "node '" + node.getKey() + "'")));
        }
        return new Receipt(
                text(object, "quarry"),
                text(object, "java"),
                text(object, "system"),
                text(object, "provider"),
                strings(members(object, "models")),
                nodes);
    }

    private static Receipt.Entry entry(Json.Members node) throws JsonException {
        Map<String, Map<String, String>> steps = new LinkedHashMap<>();
        for (Map.Entry<String, Json> driver : members(node, "steps").entrySet()) {
            steps.put(
                    driver.getKey(), strings(object(driver.getValue(), "steps").members()));
        }
        return new Receipt.Entry(
                text(node, "type"),
                text(node, "module"),
                strings(members(node, "seeds")),
                strings(members(node, "outputs")),
                steps);
    }

    private static Map<String, Json> members(Json.Members object, String key) throws JsonException {
        return object(object.member(key).orElse(Json.object()), key).members();
    }

    private static Json.Members object(Json value, String what) throws JsonException {
        if (value instanceof Json.Members object) {
            return object;
        }
        throw new JsonException(what + " of the receipt: found " + value.kind() + ", an object was wanted");
    }

    private static Map<String, String> strings(Map<String, Json> members) throws JsonException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            texts.put(member.getKey(), text(member.getValue(), member.getKey()));
        }
        return texts;
    }

    private static String text(Json.Members object, String key) throws JsonException {
        return text(object.member(key).orElse(Json.object()), key);
    }

    private static String text(Json value, String what) throws JsonException {
        if (value instanceof Json.Text text) {
            return text.text();
        }
        throw new JsonException("'" + what + "' of the receipt: found " + value.kind() + ", a text was wanted");
    }
}

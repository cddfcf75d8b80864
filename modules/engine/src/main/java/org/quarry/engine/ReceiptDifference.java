package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.engine.Receipt.Difference;
import org.quarry.engine.Receipt.Entry;

/** Compares two receipts. */
final class ReceiptDifference {
    private final Receipt one;
    private final Receipt other;

    private ReceiptDifference(Receipt one, Receipt other) {
        this.one = one;
        this.other = other;
    }

    static Optional<Difference> first(Receipt one, Receipt other) {
        return new ReceiptDifference(one, other).first();
    }

    private Optional<Difference> first() {
        for (Map.Entry<String, Entry> node : one.nodes().entrySet()) {
            Entry there = other.nodes().get(node.getKey());
            String what = there == null ? "is only in the first run" : difference(node.getValue(), there);
            if (!what.isEmpty()) {
                return Optional.of(new Difference(node.getKey(), "node '" + node.getKey() + "' " + what));
            }
        }
        for (String name : other.nodes().keySet()) {
            if (!one.nodes().containsKey(name)) {
                return Optional.of(new Difference(name, "node '" + name + "' is only in the second run"));
            }
        }
        String surroundings = surroundings();
        return surroundings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference("", "all values are equal; " + surroundings));
    }

    private String difference(Entry here, Entry there) {
        String declared = firstOf(
                pair("its type", here.type(), there.type()),
                pair("its module", here.module(), there.module()),
                pair("its seed", here.seeds(), there.seeds()));
        if (!declared.isEmpty()) {
            return "differs: " + declared;
        }
        String port = differentKey(here.outputs(), there.outputs());
        if (port.isEmpty()) {
            port = differentKey(flat(here.steps()), flat(there.steps()));
        }
        if (port.isEmpty()) {
            return "";
        }
        String surroundings = surroundings();
        return "gave another '" + port + "'" + (surroundings.isEmpty() ? "" : "; also, " + surroundings);
    }

    private String surroundings() {
        return firstOf(
                pair("the models", one.models(), other.models()),
                pair("what computed the networks", one.provider(), other.provider()),
                pair("the system", one.system(), other.system()),
                pair("Java", one.java(), other.java()),
                pair("Quarry", one.quarry(), other.quarry()));
    }

    private static String pair(String what, Object here, Object there) {
        return here.equals(there) ? "" : what + " was " + here + " in the first run and " + there + " in the second";
    }

    private static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static Map<String, String> flat(Map<String, Map<String, String>> steps) {
        Map<String, String> flat = new LinkedHashMap<>();
        steps.forEach((driver, ports) -> ports.forEach((port, hash) -> flat.put(port + "' within '" + driver, hash)));
        return flat;
    }

    private static String differentKey(Map<String, String> here, Map<String, String> there) {
        for (Map.Entry<String, String> port : here.entrySet()) {
            if (!port.getValue().equals(there.get(port.getKey()))) {
                return port.getKey();
            }
        }
        return there.keySet().stream()
                .filter(key -> !here.containsKey(key))
                .findFirst()
                .orElse("");
    }
}

package org.quarry.engine;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.quarry.engine.Receipt.Difference;
import org.quarry.engine.Receipt.Entry;

/** Compares two receipts. */
final class ReceiptDifference {
    private static final Entry NOTHING = new Entry("", "", Map.of(), Map.of(), Map.of());

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
        for (String node : one.nodes().keySet()) {
            Optional<Difference> difference = difference(node);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (String node : other.nodes().keySet()) {
            if (!one.nodes().containsKey(node)) {
                return Optional.of(at(node, "is only in the second run"));
            }
        }
        String surroundings = surroundings();
        return surroundings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference("", "all values are equal; " + surroundings));
    }

    private Optional<Difference> difference(String node) {
        Entry here = entry(one, node);
        Entry there = entry(other, node);
        if (!other.nodes().containsKey(node)) {
            return Optional.of(at(node, "is only in the first run"));
        }
        String declared = firstOf(
                pair("its type", here.type(), there.type()),
                pair("its module", here.module(), there.module()),
                pair("its seed", seeds(here), seeds(there)));
        if (!declared.isEmpty()) {
            return Optional.of(at(node, "differs: " + declared));
        }
        for (Map.Entry<String, String> output : here.outputs().entrySet()) {
            if (!output.getValue().equals(there.outputs().get(output.getKey()))) {
                return Optional.of(at(node, "gave another '" + output.getKey() + "'" + besides()));
            }
        }
        for (Map.Entry<String, Map<String, String>> driver : here.steps().entrySet()) {
            if (!driver.getValue().equals(there.steps().get(driver.getKey()))) {
                return Optional.of(withinLoop(driver.getKey()));
            }
        }
        return Optional.empty();
    }

    /** The earliest evaluation of a driver that differs, and of that evaluation the first node. */
    private Difference withinLoop(String driver) {
        int earliest = Integer.MAX_VALUE;
        Difference difference = at(driver, "evaluated other nodes");
        for (String node : one.nodes().keySet()) {
            Map<String, String> here = entry(one, node).steps().getOrDefault(driver, Map.of());
            Map<String, String> there = entry(other, node).steps().getOrDefault(driver, Map.of());
            for (Map.Entry<String, String> port : here.entrySet()) {
                OptionalInt at = StepHashes.firstDifference(port.getValue(), there.getOrDefault(port.getKey(), "-"));
                if (at.orElse(Integer.MAX_VALUE) < earliest) {
                    earliest = at.getAsInt();
                    String what =
                            "gave another '" + port.getKey() + "' at evaluation " + earliest + " of '" + driver + "'";
                    difference = at(node, what + besides());
                }
            }
        }
        return difference;
    }

    private static Entry entry(Receipt receipt, String node) {
        return receipt.nodes().getOrDefault(node, NOTHING);
    }

    private static String seeds(Entry entry) {
        return entry.seeds().size() == 1
                ? entry.seeds().values().iterator().next()
                : entry.seeds().toString();
    }

    private static Difference at(String node, String what) {
        return new Difference(node, "node '" + node + "' " + what);
    }

    private String besides() {
        String surroundings = surroundings();
        return surroundings.isEmpty() ? "" : "; besides, " + surroundings;
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
}

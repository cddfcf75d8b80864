package org.quarry.node.processor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed between two declarations of a node's ports and parameters that files depend on, in words. */
final class Changes {
    private Changes() {}

    static List<String> between(Map<String, Object> before, Map<String, Object> now) {
        List<String> changes = new ArrayList<>();
        ports("input", Entries.objects(before, "inputs"), Entries.objects(now, "inputs"), changes);
        ports("output", Entries.objects(before, "outputs"), Entries.objects(now, "outputs"), changes);
        return changes;
    }

    private static void ports(
            String what, List<Map<String, Object>> before, List<Map<String, Object>> now, List<String> changes) {
        Map<String, Map<String, Object>> olds = byName(before);
        Map<String, Map<String, Object>> news = byName(now);
        for (String name : union(olds.keySet(), news.keySet())) {
            String place = what + " '" + name + "' ";
            Map<String, Object> old = olds.get(name);
            Map<String, Object> young = news.get(name);
            if (old == null) {
                changes.add(place + "is new");
            } else if (young == null) {
                changes.add(place + "is gone");
            } else {
                List<String> differences = differences(promised(old), promised(young));
                if (!differences.isEmpty()) {
                    changes.add(place.strip() + ": " + String.join(", ", differences));
                }
            }
        }
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> now) {
        List<String> differences = new ArrayList<>();
        for (String key : union(before.keySet(), now.keySet())) {
            String old = before.getOrDefault(key, "none");
            String young = now.getOrDefault(key, "none");
            // More choices than before hurt no file.
            boolean opened = key.equals("open") && !before.containsKey(key);
            // A role that only lets a check warn changes what no file says.
            boolean warning = key.equals("role") && !before.containsKey(key) && young.equals("guidance");
            if (!old.equals(young) && !opened && !warning) {
                differences.add(key + " " + old + " became " + young);
            }
        }
        return differences;
    }

    /** What a port promises to files: all but its docs and the notches of its slider. */
    private static Map<String, String> promised(Map<String, Object> port) {
        Map<String, String> promised = new LinkedHashMap<>();
        port.forEach((key, value) -> {
            if (!key.equals("doc") && !key.equals("param") && !key.equals("name")) {
                promised.put(key, shown(value));
            }
        });
        Map<String, Object> param = Entries.object(port, "param");
        param.forEach((key, value) -> {
            if (!key.equals("step") && !key.equals("choices")) {
                promised.put(key.equals("initial") ? "default" : key, shown(value));
            }
        });
        String choices = Entries.objects(param, "choices").stream()
                .map(choice -> Entries.text(choice, "name") + "=" + Entries.text(choice, "constant"))
                .collect(Collectors.joining(", "));
        if (!choices.isEmpty()) {
            promised.put("choices", "[" + choices + "]");
        }
        return promised;
    }

    private static String shown(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static Map<String, Map<String, Object>> byName(List<Map<String, Object>> ports) {
        return ports.stream()
                .collect(Collectors.toMap(
                        port -> Entries.text(port, "name"), Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}

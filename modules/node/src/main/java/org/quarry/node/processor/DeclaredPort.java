package org.quarry.node.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.RecordComponentElement;

/**
 * A port or parameter as its component declares it.
 *
 * @param component where it is declared, for messages
 * @param param the parameter's part of the index; empty for a port
 */
record DeclaredPort(
        RecordComponentElement component,
        PortType type,
        String kind,
        String shape,
        String doc,
        String bypass,
        Map<String, Object> param) {

    String name() {
        return component.getSimpleName().toString();
    }

    Map<String, Object> input() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name());
        entry.put("type", type.name());
        Entries.put(entry, "arity", type.arity().equals("one") ? "" : type.arity());
        Entries.put(entry, "demand", type.demand().equals("eager") ? "" : type.demand());
        words(entry);
        if (!param.isEmpty()) {
            entry.put("param", param);
        }
        return entry;
    }

    Map<String, Object> output() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name());
        entry.put("type", type.name());
        Entries.put(entry, "list", type.arity().equals("list"));
        words(entry);
        Entries.put(entry, "bypass", bypass);
        return entry;
    }

    private void words(Map<String, Object> entry) {
        Entries.put(entry, "kind", kind);
        Entries.put(entry, "shape", shape);
        Entries.put(entry, "doc", doc);
    }
}

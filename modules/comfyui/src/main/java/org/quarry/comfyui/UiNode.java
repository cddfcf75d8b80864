package org.quarry.comfyui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.json.Json;

/** A node as it stands on the canvas. */
record UiNode(String id, String type, int mode, Json.Members json) {
    private static final int MUTED = 2;
    private static final int BYPASSED = 4;

    /** What stands behind the value of a seed: what happens to it after a run. */
    private static final Set<Object> CONTROLS = Set.of("fixed", "increment", "decrement", "randomize");

    private static final Set<String> SEEDS = Set.of("seed", "noise_seed");

    static UiNode of(Json.Members json) {
        return new UiNode(Fields.text(json, "id"), Fields.text(json, "type"), Fields.whole(json, "mode", 0), json);
    }

    /** @param widget whether it is a value that may be set in place, too @param link 0 or less for none */
    record Slot(String name, String type, boolean widget, int link) {}

    boolean is(String... types) {
        return List.of(types).contains(type);
    }

    boolean muted() {
        return mode == MUTED;
    }

    boolean bypassed() {
        return mode == BYPASSED;
    }

    List<Slot> inputs() {
        return Fields.objects(json, "inputs").stream()
                .map(slot -> new Slot(
                        Fields.text(slot, "name"),
                        Fields.text(slot, "type"),
                        slot.member("widget").isPresent(),
                        Fields.whole(slot, "link", -1)))
                .toList();
    }

    /** The type of an output; empty if there is none. */
    String output(int slot) {
        List<Json.Members> outputs = Fields.objects(json, "outputs");
        return slot < outputs.size() ? Fields.text(outputs.get(slot), "type") : "";
    }

    /** What is set in place, in order. */
    List<Json> values() {
        return json.member("widgets_values").orElse(Json.of("")) instanceof Json.Members named
                ? List.copyOf(named.members().values())
                : Fields.list(json, "widgets_values");
    }

    /** What is set in place, by name as far as names are known. */
    Map<String, Json> widgets() {
        if (json.member("widgets_values").orElse(Json.of("")) instanceof Json.Members named) {
            return named.members();
        }
        Map<String, Json> widgets = new LinkedHashMap<>();
        List<Json> values = values();
        int next = 0;
        for (String name : names()) {
            if (next < values.size()) {
                widgets.put(name, values.get(next));
                next++;
            }
            boolean controlled = SEEDS.contains(name)
                    && next < values.size()
                    && values.get(next) instanceof Json.Text text
                    && CONTROLS.contains(text.text());
            next += controlled ? 1 : 0;
        }
        if (next < values.size() && !KnownNodes.holds(type)) {
            widgets.put("widgets_values", new Json.Elements(values));
        }
        return widgets;
    }

    private List<String> names() {
        return KnownNodes.holds(type)
                ? KnownNodes.widgets(type)
                : inputs().stream().filter(Slot::widget).map(Slot::name).toList();
    }

    /** @param bounds left, top, width, height */
    boolean in(List<Double> bounds) {
        List<Double> at = Fields.numbers(json, "pos");
        return at.size() == 2
                && at.get(0) >= bounds.get(0)
                && at.get(1) >= bounds.get(1)
                && at.get(0) <= bounds.get(0) + bounds.get(2)
                && at.get(1) <= bounds.get(1) + bounds.get(3);
    }
}

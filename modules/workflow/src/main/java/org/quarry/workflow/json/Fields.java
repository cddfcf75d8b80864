package org.quarry.workflow.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.json.Json;
import org.quarry.json.JsonDocument;
import org.quarry.json.JsonException;

/** An object of a workflow file while it is read: its members, asked for by name, and its place for messages. */
final class Fields {
    private final JsonDocument document;
    private final String pointer;
    private final Map<String, Json> members;

    Fields(JsonDocument document, String pointer, Json value) throws JsonException {
        this.document = document;
        this.pointer = pointer;
        if (!(value instanceof Json.Members object)) {
            throw wrong(document, pointer, value, "an object");
        }
        this.members = object.members();
    }

    Map<String, Json> members() {
        return members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The members that are not among the known ones. */
    Map<String, Json> without(Set<String> known) {
        Map<String, Json> rest = new LinkedHashMap<>(members);
        rest.keySet().removeAll(known);
        return rest;
    }

    /** The object under a name; an empty one if there is none. */
    Fields object(String name) throws JsonException {
        return new Fields(document, pointer(name), members.getOrDefault(name, Json.object()));
    }

    /** The objects of the array under a name; none if there is no array. */
    List<Fields> objects(String name) throws JsonException {
        List<Fields> objects = new ArrayList<>();
        for (Json element : elements(name)) {
            objects.add(new Fields(document, pointer(name) + "/" + objects.size(), element));
        }
        return objects;
    }

    List<Json> elements(String name) throws JsonException {
        Json value = members.getOrDefault(name, new Json.Elements(List.of()));
        if (value instanceof Json.Elements array) {
            return array.elements();
        }
        throw wrong(document, pointer(name), value, "an array");
    }

    String text(String name, String otherwise) throws JsonException {
        Json value = members.getOrDefault(name, Json.of(otherwise));
        if (value instanceof Json.Text text) {
            return text.text();
        }
        throw wrong(document, pointer(name), value, "a text");
    }

    String text(String name) throws JsonException {
        if (!has(name)) {
            throw missing(name, "a text");
        }
        return text(name, "");
    }

    double number(String name) throws JsonException {
        Json value = members.get(name);
        if (value == null) {
            throw missing(name, "a number");
        }
        return number(pointer(name), value);
    }

    /** The two or four numbers of an array. */
    double[] numbers(String name, int count) throws JsonException {
        List<Json> elements = elements(name);
        if (elements.size() != count) {
            throw at(
                    document,
                    has(name) ? pointer(name) : pointer,
                    "'" + name + "' has " + elements.size() + " numbers, wanted " + count);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(pointer(name) + "/" + i, elements.get(i));
        }
        return numbers;
    }

    private double number(String at, Json value) throws JsonException {
        if (value instanceof Json.Numeral numeral
                && Double.isFinite(numeral.value().doubleValue())) {
            return numeral.value().doubleValue();
        }
        throw wrong(document, at, value, "a number that a screen can hold");
    }

    /** A complaint about a member. */
    JsonException at(String name, String sentence) {
        return at(document, pointer(name), sentence);
    }

    /** A complaint about this object. */
    JsonException here(String sentence) {
        return at(document, pointer, sentence);
    }

    private JsonException missing(String name, String wanted) {
        return here("member '" + name + "' is missing; wanted " + wanted);
    }

    private static JsonException wrong(JsonDocument document, String pointer, Json found, String wanted) {
        String name = pointer.isEmpty() ? "the file" : "'" + pointer.substring(1) + "'";
        return at(document, pointer, name + " is " + found.kind() + ", wanted " + wanted);
    }

    private static JsonException at(JsonDocument document, String pointer, String sentence) {
        return new JsonException(
                document.position(pointer).map(place -> place + ": ").orElse("") + sentence);
    }

    private String pointer(String name) {
        return pointer + "/" + JsonDocument.escape(name);
    }
}

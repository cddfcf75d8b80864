package org.quarry.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.json.JsonException;

/** The members of an object in one of our files. @param place what a message calls the object */
record Fields(Map<String, Json> members, String place) {
    static Fields of(Json json, String place) throws JsonException {
        if (json instanceof Json.Members object) {
            return new Fields(object.members(), place);
        }
        throw new JsonException(place + ": found " + json.kind() + ", wanted an object");
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) throws JsonException {
        if (value(name) instanceof Json.Text text) {
            return text.text();
        }
        throw wrong(name, "a text");
    }

    String text(String name, String otherwise) throws JsonException {
        return has(name) ? text(name) : otherwise;
    }

    long whole(String name) throws JsonException {
        if (value(name) instanceof Json.Numeral numeral) {
            try {
                return numeral.value().longValueExact();
            } catch (ArithmeticException e) {
                throw new JsonException(
                        place + ": member '" + name + "' is " + numeral.value() + ", wanted a whole number", e);
            }
        }
        throw wrong(name, "a whole number");
    }

    boolean flag(String name, boolean otherwise) throws JsonException {
        if (!has(name)) {
            return otherwise;
        } else if (value(name) instanceof Json.Flag flag) {
            return flag.value();
        }
        throw wrong(name, "true or false");
    }

    List<String> texts(String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (Json element : elements(name)) {
            if (!(element instanceof Json.Text text)) {
                throw wrong(name, "an array of texts");
            }
            texts.add(text.text());
        }
        return texts;
    }

    Fields object(String name) throws JsonException {
        return of(value(name), place + ", " + name);
    }

    /** The objects of an array; none if it is left out. */
    List<Fields> objects(String name) throws JsonException {
        List<Fields> objects = new ArrayList<>();
        for (Json element : elements(name)) {
            objects.add(of(element, place + ", " + name + " " + (objects.size() + 1)));
        }
        return objects;
    }

    private List<Json> elements(String name) throws JsonException {
        if (!has(name)) {
            return List.of();
        } else if (value(name) instanceof Json.Elements array) {
            return array.elements();
        }
        throw wrong(name, "an array");
    }

    private Json value(String name) throws JsonException {
        Json value = members.get(name);
        if (value == null) {
            throw new JsonException(place + ": member '" + name + "' is missing");
        }
        return value;
    }

    private JsonException wrong(String name, String wanted) throws JsonException {
        return new JsonException(
                place + ": member '" + name + "' is " + value(name).kind() + ", wanted " + wanted);
    }
}

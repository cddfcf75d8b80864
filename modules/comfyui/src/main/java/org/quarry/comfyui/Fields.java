package org.quarry.comfyui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;

/** Members of files that other programs write, where any may be missing or of another kind. */
final class Fields {
    private Fields() {}

    /** A text, or a whole number written out; empty without one. */
    static String text(Json.Members object, String member) {
        return written(object.member(member).orElse(Json.of("")));
    }

    /** A text, or a whole number written out; empty for anything else. */
    static String written(Json value) {
        if (value instanceof Json.Text text) {
            return text.text();
        }
        return value instanceof Json.Numeral number ? number.value().toPlainString() : "";
    }

    static int whole(Json.Members object, String member, int otherwise) {
        return object.member(member).orElse(Json.of(otherwise)) instanceof Json.Numeral number
                ? number.value().intValue()
                : otherwise;
    }

    static List<Json> list(Json.Members object, String member) {
        return object.member(member).orElse(Json.of("")) instanceof Json.Elements elements
                ? elements.elements()
                : List.of();
    }

    static Json.Members object(Json.Members object, String member) {
        return object.member(member).orElse(Json.of("")) instanceof Json.Members members
                ? members
                : new Json.Members(Map.of());
    }

    /** The objects of a list; what is none is passed over. */
    static List<Json.Members> objects(Json.Members object, String member) {
        List<Json.Members> objects = new ArrayList<>();
        for (Json element : list(object, member)) {
            if (element instanceof Json.Members members) {
                objects.add(members);
            }
        }
        return objects;
    }

    /** Numbers in a list, or in an object that counts them as {@code "0"}, {@code "1"}. */
    static List<Double> numbers(Json.Members object, String member) {
        Json value = object.member(member).orElse(Json.of(""));
        List<Double> numbers = new ArrayList<>();
        List<Json> elements = value instanceof Json.Members counted
                ? List.copyOf(counted.members().values())
                : list(object, member);
        for (Json element : elements) {
            if (element instanceof Json.Numeral number) {
                numbers.add(number.value().doubleValue());
            }
        }
        return numbers;
    }
}

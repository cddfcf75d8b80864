package org.quarry.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.quarry.json.JsonDocument.Position;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON (RFC 8259) within limits and keeps the place of every value. Duplicate keys are refused. Numbers that JSON
 * has no word for but Python writes, {@code NaN} and {@code -Infinity}, are read as texts.
 */
public final class JsonReader {
    /** What Jackson tells its own users: settings, sources, class names, codes of characters, every kind of value. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?s) \\(code [0-9]+\\)|, from `[^`]*`|( \\(start marker at |: was expecting \\(JSON |\\n).*");

    private final JsonParser parser;
    private final JsonLimits limits;
    private int count;

    private JsonReader(JsonParser parser, JsonLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @throws JsonException if it is larger than the limits, or not JSON; the message names line and column
     * @throws IOException if it cannot be read
     */
    public static JsonDocument read(Path file, JsonLimits limits) throws JsonException, IOException {
        return read(bytes(file, limits), limits);
    }

    /**
     * Reads a file without keeping places, which takes a third of the time: for tables that nobody points into.
     *
     * @throws JsonException if it is larger than the limits, or not JSON; the message names line and column
     * @throws IOException if it cannot be read
     */
    public static Json readValue(Path file, JsonLimits limits) throws JsonException, IOException {
        return readValue(bytes(file, limits), limits);
    }

    /**
     * Reads a text in UTF-8 without keeping where each value stands.
     *
     * @throws JsonException if it goes over the limits or is not JSON; the message names line and column
     */
    public static Json readValue(byte[] text, JsonLimits limits) throws JsonException {
        return read(text, limits, Places.NONE);
    }

    private static byte[] bytes(Path file, JsonLimits limits) throws JsonException, IOException {
        long size = Files.size(file);
        if (size > limits.bytes()) {
            throw new JsonException(file + " has " + size + " bytes, more than the " + limits.bytes() + " allowed");
        }
        return Files.readAllBytes(file);
    }

    /**
     * Reads a text in UTF-8.
     *
     * @throws JsonException if it goes over the limits or is not JSON; the message names line and column
     */
    public static JsonDocument read(byte[] text, JsonLimits limits) throws JsonException {
        Map<String, Position> positions = new HashMap<>();
        return new JsonDocument(read(text, limits, new Places.Kept(positions, "")), positions);
    }

    private static Json read(byte[] text, JsonLimits limits, Places places) throws JsonException {
        try (JsonParser parser = factory(limits).createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(parser, limits).documentWithin(places);
        } catch (JacksonException e) {
            throw new JsonException("not JSON: " + sentence(e), e);
        }
    }

    private Json documentWithin(Places places) throws JsonException {
        try {
            return document(places);
        } catch (StreamConstraintsException e) {
            // Its own location is missing: a limit is met between two values.
            throw new JsonException(place(parser.currentLocation()) + ": " + sentence(e), e);
        } catch (JacksonException e) {
            throw new JsonException(place(e.getLocation()) + ": not JSON: " + sentence(e), e);
        }
    }

    private static JsonFactory factory(JsonLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(100)
                        .build())
                // Names are not compared by identity here, and a vocabulary has fifty thousand of them.
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    private Json document(Places places) throws JsonException {
        if (parser.nextToken() == null) {
            throw new JsonException("the text is empty; JSON was wanted");
        }
        Json root = value(places);
        if (parser.nextToken() != null) {
            throw new JsonException(
                    place(parser.currentTokenLocation()) + ": something follows after the end of the value");
        }
        return root;
    }

    private Json value(Places places) throws JsonException {
        places.keep(parser);
        count++;
        if (count > limits.values()) {
            throw new JsonException(
                    place(parser.currentTokenLocation()) + ": more than the " + limits.values() + " values allowed");
        }
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT:
                return object(places);
            case START_ARRAY:
                return array(places);
            case VALUE_STRING:
                return new Json.Text(parser.getString());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number();
            case VALUE_TRUE:
            case VALUE_FALSE:
                return new Json.Flag(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL:
                return new Json.Null();
            default:
                throw new IllegalStateException("a JSON parser gave " + token + " where a value starts");
        }
    }

    private Json number() throws JsonException {
        String written = parser.getString();
        if (parser.isNaN()) {
            return new Json.Text(written);
        }
        try {
            return new Json.Numeral(new BigDecimal(written));
        } catch (NumberFormatException e) {
            String place = place(parser.currentTokenLocation());
            throw new JsonException(place + ": the number " + written + " has an exponent out of all bounds", e);
        }
    }

    private Json object(Places places) throws JsonException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, value(places.within(key)));
        }
        return new Json.Members(members);
    }

    private Json array(Places places) throws JsonException {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(places.within(Integer.toString(elements.size()))));
        }
        return new Json.Elements(elements);
    }

    private static String place(TokenStreamLocation location) {
        return location == null
                ? "unknown place"
                : new Position(location.getLineNr(), location.getColumnNr()).toString();
    }

    private static String sentence(JacksonException e) {
        return INSIDE.matcher(e.getOriginalMessage()).replaceAll("");
    }
}

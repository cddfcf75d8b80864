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
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON (RFC 8259) within limits and keeps the place of every value. Duplicate keys are refused. Numbers that JSON
 * has no word for but Python writes, {@code NaN} and {@code -Infinity}, are read as texts.
 */
public final class JsonReader {
    /** Jackson names the Java method that sets a limit; users have no use for it. */
    private static final Pattern LIMIT = Pattern.compile(", from `[^`]*`");

    private final JsonParser parser;
    private final Map<String, Position> positions = new HashMap<>();

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a file.
     *
     * @throws JsonException if it is larger than the limits, or not JSON; the message names line and column
     * @throws IOException if it cannot be read
     */
    public static JsonDocument read(Path file, JsonLimits limits) throws JsonException, IOException {
        long size = Files.size(file);
        if (size > limits.bytes()) {
            throw new JsonException(file + " has " + size + " bytes, more than the " + limits.bytes() + " allowed");
        }
        return read(Files.readAllBytes(file), limits);
    }

    /**
     * Reads a text in UTF-8.
     *
     * @throws JsonException if it goes over the limits or is not JSON; the message names line and column
     */
    public static JsonDocument read(byte[] text, JsonLimits limits) throws JsonException {
        try (JsonParser parser = factory(limits).createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(parser).documentWithin();
        } catch (JacksonException e) {
            throw new JsonException("not JSON: " + firstSentence(e), e);
        }
    }

    private JsonDocument documentWithin() throws JsonException {
        try {
            return document();
        } catch (StreamConstraintsException e) {
            // Its own location is missing: a limit is met between two values.
            throw new JsonException(place(parser.currentLocation()) + ": " + LIMIT.matcher(firstSentence(e)).replaceAll(""), e);
        } catch (JacksonException e) {
            throw new JsonException(place(e.getLocation()) + ": not JSON: " + firstSentence(e), e);
        }
    }

    private static JsonFactory factory(JsonLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        .maxTokenCount(4L * limits.values())
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    private JsonDocument document() throws JsonException {
        if (parser.nextToken() == null) {
            throw new JsonException("the text is empty; JSON was wanted");
        }
        Json root = value("");
        if (parser.nextToken() != null) {
            throw new JsonException(
                    place(parser.currentTokenLocation()) + ": something follows after the end of the value");
        }
        return new JsonDocument(root, positions);
    }

    private Json value(String pointer) {
        TokenStreamLocation start = parser.currentTokenLocation();
        positions.put(pointer, new Position(start.getLineNr(), start.getColumnNr()));
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT:
                return object(pointer);
            case START_ARRAY:
                return array(pointer);
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

    private Json number() {
        String written = parser.getString();
        return parser.isNaN() ? new Json.Text(written) : new Json.Numeral(new BigDecimal(written));
    }

    private Json object(String pointer) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, value(pointer + "/" + JsonDocument.escape(key)));
        }
        return new Json.Members(members);
    }

    private Json array(String pointer) {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(pointer + "/" + elements.size()));
        }
        return new Json.Elements(elements);
    }

    private static String place(TokenStreamLocation location) {
        return location == null
                ? "unknown place"
                : new Position(location.getLineNr(), location.getColumnNr()).toString();
    }

    /** Jackson appends class names of its own after the first sentence; users have no use for them. */
    private static String firstSentence(JacksonException e) {
        String message = e.getOriginalMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}

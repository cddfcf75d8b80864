package org.quarry.node.processor;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads back what {@link JsonText} wrote. The processor runs inside other people's compilers, so it brings no library;
 * null and exponents do not occur in an index and are refused.
 */
final class JsonParse {
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;

    private JsonParse(String text) {
        this.text = text;
    }

    /** @throws IOException if it is not an object; the message names the line */
    static Map<String, Object> object(String text) throws IOException {
        JsonParse parse = new JsonParse(text);
        Map<String, Object> object = parse.members();
        if (parse.peek() != 0) {
            throw parse.unexpected("the end of the text");
        }
        return object;
    }

    private Object value() throws IOException {
        switch (peek()) {
            case '{':
                return members();
            case '[':
                return elements();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            default:
                return number();
        }
    }

    private Map<String, Object> members() throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            String key = string();
            expect(':');
            members.put(key, value());
            separator('}');
        }
        at++;
        return members;
    }

    private List<Object> elements() throws IOException {
        List<Object> elements = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            elements.add(value());
            separator(']');
        }
        at++;
        return elements;
    }

    private void separator(char last) throws IOException {
        if (peek() != last) {
            expect(',');
        }
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        if (at == text.length()) {
            throw unexpected("a closing quote");
        }
        at++;
        return string.toString();
    }

    private char escaped() throws IOException {
        char c = at < text.length() ? text.charAt(at++) : 0;
        switch (c) {
            case 'n':
                return '\n';
            case '"', '\\', '/':
                return c;
            case 'u':
                Matcher digits = FOUR_DIGITS.matcher(text).region(at, text.length());
                if (!digits.lookingAt()) {
                    throw unexpected("four hexadecimal digits");
                }
                at = digits.end();
                return (char) Integer.parseInt(digits.group(), 16);
            default:
                throw unexpected("an escape that an index has");
        }
    }

    private Object word(String word, boolean value) throws IOException {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() throws IOException {
        int start = at;
        while (at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Entries.number(new BigDecimal(text.substring(start, at)));
        } catch (NumberFormatException e) {
            at = start;
            throw unexpected("a value");
        }
    }

    private void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw unexpected("'" + wanted + "'");
        }
        at++;
    }

    /** The next character that is not white space, 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IOException unexpected(String wanted) {
        long line = 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the text";
        return new IOException("line " + line + ": found " + found + ", wanted " + wanted);
    }
}

package org.quarry.architecture.family;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.quarry.json.Json;

/**
 * The vocabulary of CLIP (Radford et al. 2021), which all of its text encoders were trained with and single files come without: 256
 * bytes, these at the end of a word, 48,894 merges and two marks.
 */
final class ClipVocabulary {
    private static final String MERGES = "clip-merges.txt.gz";

    /** The symbols that stand for bytes which are no printable characters begin here (Radford et al. 2019, GPT-2's encoder). */
    private static final int FIRST_STAND_IN = 256;

    private ClipVocabulary() {}

    /** The file {@code merges.txt}. */
    static String merges() {
        try (InputStream packed = ClipVocabulary.class.getResourceAsStream(MERGES)) {
            if (packed == null) {
                throw new IllegalStateException(MERGES + " is part of this module");
            }
            return "#version: 0.2\n" + new String(new GZIPInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file {@code vocab.json}: the number of each token. */
    static Json.Members numbers() {
        List<String> tokens = new ArrayList<>(bytes());
        bytes().forEach(symbol -> tokens.add(symbol + "</w>"));
        merges().lines().skip(1).forEach(merge -> tokens.add(merge.replace(" ", "")));
        tokens.add("<|startoftext|>");
        tokens.add("<|endoftext|>");
        java.util.Map<String, Json> numbers = new java.util.LinkedHashMap<>();
        tokens.forEach(token -> numbers.put(token, Json.of(numbers.size())));
        return new Json.Members(numbers);
    }

    /** A character for each byte: its own where that is printable; those come first. */
    private static List<String> bytes() {
        List<String> printable = IntStream.concat(
                        IntStream.rangeClosed('!', '~'),
                        IntStream.concat(IntStream.rangeClosed('¡', '¬'), IntStream.rangeClosed('®', 'ÿ')))
                .mapToObj(Character::toString)
                .toList();
        List<String> symbols = new ArrayList<>(printable);
        IntStream.range(0, 256 - printable.size()).forEach(i -> symbols.add(Character.toString(FIRST_STAND_IN + i)));
        return symbols;
    }
}

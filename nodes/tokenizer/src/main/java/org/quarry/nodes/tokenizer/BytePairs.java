package org.quarry.nodes.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair encoding (Sennrich et al., 2016) on the bytes of UTF-8, with CLIP's mark at the end of a word: beginning with
 * single bytes, the neighbouring pair that stands first in the list of merges is joined, everywhere in the word, until
 * no listed pair is left.
 */
final class BytePairs {
    private static final String END_OF_WORD = "</w>";
    private static final String[] LETTERS = letters();

    private final Map<String, Integer> ranks;

    /** @param ranks a pair, its halves parted by a space, to its place in the list of merges */
    BytePairs(Map<String, Integer> ranks) {
        this.ranks = ranks;
    }

    /** The symbols of a word, the last with {@code </w>}. */
    List<String> merge(String word) {
        List<String> symbols = spell(word);
        while (symbols.size() > 1) {
            int best = firstListedPair(symbols);
            if (best < 0) {
                return symbols;
            }
            symbols = join(symbols, symbols.get(best), symbols.get(best + 1));
        }
        return symbols;
    }

    /** The word that symbols are the spelling of. */
    static String word(List<String> symbols) {
        String spelling = String.join("", symbols);
        if (spelling.endsWith(END_OF_WORD)) {
            spelling = spelling.substring(0, spelling.length() - END_OF_WORD.length());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        spelling.chars().forEach(letter -> bytes.write(Arrays.asList(LETTERS).indexOf(Character.toString(letter))));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static boolean endsWord(String symbol) {
        return symbol.endsWith(END_OF_WORD);
    }

    private int firstListedPair(List<String> symbols) {
        int best = -1;
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            int rank = ranks.getOrDefault(symbols.get(i) + ' ' + symbols.get(i + 1), Integer.MAX_VALUE);
            if (rank < bestRank) {
                best = i;
                bestRank = rank;
            }
        }
        return best;
    }

    private static List<String> join(List<String> symbols, String left, String right) {
        List<String> joined = new ArrayList<>(symbols.size());
        int i = 0;
        while (i < symbols.size()) {
            boolean pair = i + 1 < symbols.size()
                    && symbols.get(i).equals(left)
                    && symbols.get(i + 1).equals(right);
            joined.add(pair ? left + right : symbols.get(i));
            i += pair ? 2 : 1;
        }
        return joined;
    }

    private static List<String> spell(String word) {
        List<String> symbols = new ArrayList<>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(LETTERS[value & 0xff]);
        }
        int last = symbols.size() - 1;
        symbols.set(last, symbols.get(last) + END_OF_WORD);
        return symbols;
    }

    /** GPT-2's alphabet: a byte that prints in Latin-1 stands for itself, the n-th other one for U+0100 + n. */
    private static String[] letters() {
        String[] letters = new String[256];
        int others = 0;
        for (int value = 0; value < 256; value++) {
            boolean prints = value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xff && value != 0xad;
            letters[value] = Character.toString(prints ? value : 0x100 + others++);
        }
        return letters;
    }
}

package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quarry.node.NodeException;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;

/**
 * The words of one prompt that textual inversion taught (Gal et al. 2022). They take ids that follow the vocabulary's, in the order in
 * which they are met.
 */
class LearnedWords {
    /** Where nobody learns words: a call of one is text like any other. */
    static final LearnedWords NONE = new LearnedWords(List.of(), name -> Optional.empty()) {
        @Override
        List<Piece> pieces(String text, PromptRule rule) {
            return List.of(new Piece(text, false));
        }
    };

    /** ComfyUI's way of calling one, up to the next blank. */
    private static final Pattern CALL = Pattern.compile("(?<=^|[ \\n])embedding:(\\S+)");

    private final List<String> names;
    private final Function<String, Optional<LearnedWord>> words;
    private final Map<String, LearnedWord> met = new LinkedHashMap<>();

    private LearnedWords(List<String> names, Function<String, Optional<LearnedWord>> words) {
        this.names = names.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        this.words = words;
    }

    /** Those that a model can be told. */
    static LearnedWords of(Model model) {
        return new LearnedWords(model.learnedWords(), model::learnedWord);
    }

    /** The same for an encoder that learned none of them: they are left out. */
    LearnedWords unheard() {
        return new LearnedWords(names, name -> Optional.empty());
    }

    /** @param text the name of a learned word, or words of the vocabulary */
    record Piece(String text, boolean learned) {}

    /** The text with each learned word as a piece of its own. @throws NodeException if it calls one that is not there */
    List<Piece> pieces(String text, PromptRule rule) {
        List<Piece> pieces = new ArrayList<>();
        Matcher call = CALL.matcher(text);
        int from = 0;
        while (call.find()) {
            String name = called(call.group(1));
            addPlain(text.substring(from, call.start()), rule, pieces);
            pieces.add(new Piece(name, true));
            from = call.start(1) + name.length();
        }
        if (from == 0) {
            return rule.callsByName() ? byName(text) : List.of(new Piece(text, false));
        }
        addPlain(text.substring(from), rule, pieces);
        return pieces;
    }

    private void addPlain(String text, PromptRule rule, List<Piece> pieces) {
        if (!text.isBlank()) {
            pieces.addAll(rule.callsByName() ? byName(text) : List.of(new Piece(text, false)));
        }
    }

    /** The longest beginning that is a name: a comma may follow at once. */
    private String called(String written) {
        return names.stream()
                .filter(name -> written.startsWith(name)
                        && written.substring(name.length()).matches("[^\\p{L}\\p{N}_/-].*|"))
                .findFirst()
                .orElseThrow(() -> new NodeException(
                        "text",
                        "found 'embedding:" + written + "', and there is no such .safetensors file in the folder"
                                + " embeddings of the models folder (.pt and .bin files are not read); " + known()));
    }

    private String known() {
        return names.isEmpty()
                ? "put the word's .safetensors file there"
                : "there are " + names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** As WebUI: any name within a text, whatever its capitals, that is not a part of a longer word. */
    private List<Piece> byName(String text) {
        for (String name : names) {
            Matcher found = Pattern.compile(
                            edge(name, 0, "(?<![\\p{L}\\p{N}])")
                                    + Pattern.quote(name)
                                    + edge(name, name.length() - 1, "(?![\\p{L}\\p{N}])"),
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text);
            if (found.find()) {
                List<Piece> pieces = new ArrayList<>();
                addPlain(text.substring(0, found.start()), PromptRule.WEBUI, pieces);
                pieces.add(new Piece(name, true));
                addPlain(text.substring(found.end()), PromptRule.WEBUI, pieces);
                return pieces;
            }
        }
        return List.of(new Piece(text, false));
    }

    private static String edge(String name, int at, String boundary) {
        return Character.isLetterOrDigit(name.charAt(at)) ? boundary : "";
    }

    /** The ids of a learned word; none for an encoder that did not learn it. */
    List<Integer> ids(String name) {
        Optional<LearnedWord> word = words.apply(name);
        if (word.isEmpty()) {
            return List.of();
        }
        met.putIfAbsent(name, word.get());
        int first = word.get().firstId();
        for (Map.Entry<String, LearnedWord> each : met.entrySet()) {
            if (each.getKey().equals(name)) {
                break;
            }
            first += each.getValue().tokens();
        }
        return IntStream.range(first, first + word.get().tokens()).boxed().toList();
    }

    /** Those of the words that were met, one after the other, for each text encoder. */
    Map<String, Tensor> vectors() {
        Map<String, List<Tensor>> all = new TreeMap<>();
        met.values()
                .forEach(word -> word.vectors()
                        .forEach((encoder, vectors) -> all.computeIfAbsent(encoder, key -> new ArrayList<>())
                                .add(vectors)));
        Map<String, Tensor> joined = new TreeMap<>();
        all.forEach((encoder, vectors) -> joined.put(encoder, Tensor.concatenate(vectors)));
        return joined;
    }
}

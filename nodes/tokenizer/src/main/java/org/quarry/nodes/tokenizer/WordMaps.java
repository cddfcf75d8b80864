package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Which word went where. */
@NodeInfo(
        id = "quarry:word-maps",
        version = 1,
        name = "Word maps",
        category = "Prompt",
        keywords = {"attention", "heat map", "daam", "explain", "token", "which word"},
        doc = """
            Draws which word of a prompt went where in a picture.
            Each word of the prompt gets one picture: the one that was made, darkened, and bright where the network looked at \
            the word. Tokens of one word are added up; those that are no words (start, end, padding) are left out.

            Link words to the labels of a Contact sheet that has the maps. A word without a bright place was not looked at; \
            what it says can still be in the picture, since each token's state also knows the tokens before it.\
            """)
public final class WordMaps implements NodeFunction<WordMaps.In, WordMaps.Out> {
    /** What was looked at, and what it means. */
    public record In(
            @Port(
                    doc = "How much each place looks at each token: of an Attention step, by Observe steps",
                    kind = "attention<F>",
                    shape = "?,?,?,?")
            Tensor attention,

            @Port(doc = "The prompt in tokens", kind = "tokens<F>")
            Tokens tokens,

            @Port(doc = "The model whose vocabulary the tokens are from", kind = "tokenizer<F>")
            Model vocabulary,

            @Port(doc = "The pictures that were made, as many as the attention is of")
            List<Picture> pictures,

            @Param(doc = "How bright the places are drawn") Brightness brightness,

            @Param(
                    doc = "How much of the picture is seen below: 0 nothing, 1 all of it",
                    value = 0.4,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double below) {}

    /** The maps. */
    public record Out(
            @Port(doc = "A map for each word of the first picture, then of the next")
            List<Picture> maps,

            @Port(doc = "The word of each map, one in each line")
            String words) {}

    @Override
    public Out run(In in, Call call) {
        Vocabulary vocabulary = Vocabularies.of(in.vocabulary(), WhichTokenizer.FIRST.folderIn(in.vocabulary()));
        List<Word> words = words(in.tokens(), vocabulary);
        check(in, words);
        List<Picture> maps = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < in.pictures().size(); row++) {
            call.checkCancelled();
            Looks looks = new Looks(in.attention().rows(row, row + 1), words);
            maps.addAll(looks.over(in.pictures().get(row), in.brightness(), in.below()));
            words.forEach(word -> labels.add(word.text()));
        }
        return new Out(maps, labels.stream().collect(Collectors.joining("\n")));
    }

    /** The words of all chunks, which stand one after the other. */
    private static List<Word> words(Tokens tokens, Vocabulary vocabulary) {
        List<Word> words = new ArrayList<>();
        int begin = 0;
        for (List<Integer> chunk : tokens.chunks()) {
            int first = vocabulary.frame().before().size();
            int end = vocabulary.frame().end(chunk);
            for (Word word : vocabulary.words(chunk.subList(first, end))) {
                words.add(word.shifted(begin + first));
            }
            begin += chunk.size();
        }
        return words;
    }

    private static void check(In in, List<Word> words) {
        if (words.isEmpty()) {
            throw new NodeException("tokens", "there is no word in the prompt, so there is nothing to draw; write one");
        }
        int told = in.attention().shape().size(1);
        int tokens = in.tokens().ids().shape().count();
        if (told != tokens) {
            throw new NodeException(
                    "tokens",
                    "found " + tokens + " tokens, the attention is of " + told
                            + "; link the tokens of the prompt that the Attention step has");
        }
        int batch = in.attention().shape().size(0);
        if (in.pictures().size() != batch) {
            throw new NodeException(
                    "pictures",
                    "found " + in.pictures().size() + " pictures, the attention is of " + batch
                            + "; link the pictures of the same run, and the mean of Observe steps");
        }
    }
}

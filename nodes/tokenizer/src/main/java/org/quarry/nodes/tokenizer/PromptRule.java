package org.quarry.nodes.tokenizer;

import java.util.List;
import org.quarry.node.model.Emphasis;
import org.quarry.nodes.tokenizer.Chunks.Token;

/** How brackets in a prompt are read, and how a long prompt is cut. */
public enum PromptRule {
    /** As ComfyUI does: (x) counts 1.1 times, (x:1.3) 1.3 times, measured from an empty prompt; \( is a plain bracket. */
    COMFYUI {
        @Override
        List<Segment> segments(String text) {
            return ComfyPrompt.segments(text);
        }

        @Override
        boolean callsByName() {
            return false;
        }

        /** A piece of fewer than eight tokens is kept in one chunk. */
        @Override
        void fill(Chunks chunks, List<Token> piece, Vocabulary vocabulary) {
            boolean large = piece.size() >= LARGE || piece.size() > chunks.room();
            if (!large && piece.size() > chunks.left()) {
                chunks.next();
            }
            piece.forEach(chunks::add);
        }

        @Override
        Emphasis weighted(List<List<Double>> weights, List<Integer> empty) {
            return new Emphasis.FromEmpty(weights, empty);
        }
    },
    /** As WebUI does: nested weights multiply, [x] counts less, BREAK begins a new chunk, and the mean is kept. */
    WEBUI {
        @Override
        List<Segment> segments(String text) {
            return WebuiPrompt.segments(text);
        }

        /** What follows a comma among the last twenty tokens of a full chunk goes along into the next one. */
        @Override
        void fill(Chunks chunks, List<Token> piece, Vocabulary vocabulary) {
            List<Integer> comma = vocabulary.encode(",");
            for (Token token : piece) {
                if (chunks.left() == 0 && !comma.contains(token.id())) {
                    int after = chunks.positionAfterLast(comma);
                    if (after > 0 && chunks.size() - after < BACKTRACK) {
                        chunks.nextTakingAlong(after);
                    }
                }
                chunks.add(token);
            }
        }

        @Override
        Emphasis weighted(List<List<Double>> weights, List<Integer> empty) {
            return new Emphasis.KeepingMean(weights);
        }
    },
    /** Brackets are text like any other, and all words count alike, as in Diffusers. */
    PLAIN {
        @Override
        List<Segment> segments(String text) {
            return List.of(new Segment(text, 1));
        }

        @Override
        void fill(Chunks chunks, List<Token> piece, Vocabulary vocabulary) {
            piece.forEach(chunks::add);
        }

        @Override
        Emphasis weighted(List<List<Double>> weights, List<Integer> empty) {
            return Emphasis.NONE;
        }
    };

    private static final int LARGE = 8;
    private static final int BACKTRACK = 20;

    abstract List<Segment> segments(String text);

    /** Whether a learned word is also called by its name alone, without {@code embedding:} before it. */
    boolean callsByName() {
        return true;
    }

    /** Puts the tokens of a piece of text into chunks. @param vocabulary where the tokens are from */
    abstract void fill(Chunks chunks, List<Token> piece, Vocabulary vocabulary);

    abstract Emphasis weighted(List<List<Double>> weights, List<Integer> empty);

    /** What weights mean; those that are all 1 mean nothing. @param empty the chunk of an empty prompt */
    Emphasis emphasis(List<List<Double>> weights, List<Integer> empty) {
        boolean even = weights.stream().flatMap(List::stream).allMatch(weight -> weight == 1);
        return even ? Emphasis.NONE : weighted(weights, empty);
    }
}

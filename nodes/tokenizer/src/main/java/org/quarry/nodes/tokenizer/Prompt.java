package org.quarry.nodes.tokenizer;

import java.util.List;
import org.quarry.node.model.Tokens;
import org.quarry.nodes.tokenizer.Chunks.Token;

/** A text with a rule for reading it. */
record Prompt(String text, PromptRule rule) {
    /** Without learned words. */
    Tokens tokens(Vocabulary vocabulary) {
        return tokens(vocabulary, LearnedWords.NONE);
    }

    /** @param words that have been learned; each stands as a piece of its own */
    Tokens tokens(Vocabulary vocabulary, LearnedWords words) {
        Chunks chunks = new Chunks(vocabulary.frame());
        for (Segment segment : rule.segments(text)) {
            if (segment.startsChunk()) {
                chunks.next();
            }
            for (LearnedWords.Piece piece : words.pieces(segment.text(), rule)) {
                List<Integer> ids = piece.learned() ? words.ids(piece.text()) : vocabulary.encode(piece.text());
                List<Token> tokens =
                        ids.stream().map(id -> new Token(id, segment.weight())).toList();
                if (piece.learned() && ids.size() > chunks.left() && ids.size() <= chunks.room()) {
                    chunks.next();
                }
                rule.fill(chunks, tokens, vocabulary);
            }
        }
        return chunks.tokens(text, rule);
    }
}

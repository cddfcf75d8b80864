package org.quarry.nodes.tokenizer;

import java.util.List;
import org.quarry.node.model.Tokens;
import org.quarry.nodes.tokenizer.Chunks.Token;

/** A text with a rule for reading it. */
record Prompt(String text, PromptRule rule) {
    Tokens tokens(Vocabulary vocabulary) {
        Chunks chunks = new Chunks(vocabulary.frame());
        for (Segment segment : rule.segments(text)) {
            if (segment.startsChunk()) {
                chunks.next();
            }
            List<Token> piece = vocabulary.encode(segment.text()).stream()
                    .map(id -> new Token(id, segment.weight()))
                    .toList();
            rule.fill(chunks, piece, vocabulary);
        }
        return chunks.tokens(text, rule);
    }
}

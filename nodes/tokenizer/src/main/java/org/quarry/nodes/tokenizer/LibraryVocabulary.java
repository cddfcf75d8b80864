package org.quarry.nodes.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/**
 * The vocabulary of a {@code tokenizer.json}: SentencePiece, as T5 has it, WordPiece, and whatever else Hugging Face's
 * tokenizers know.
 */
final class LibraryVocabulary implements Vocabulary {
    private static final Cleaner CLEANER = Cleaner.create();
    /** For tokenizers that do not say how long a prompt usually is; T5's length in FLUX. */
    private static final int USUAL_LENGTH = 512;

    private final TokenizersLibrary library;
    private final long handle;
    private final Frame frame;

    private LibraryVocabulary(Model model, String folder) {
        library = TokenizersNative.library();
        handle = open(model, folder);
        CLEANER.register(this, new Closing(library, handle));
        frame = readFrame(model, folder);
    }

    /**
     * Reads {@code tokenizer.json} and the settings beside it.
     *
     * @param folder of the tokenizer within the model, as in {@code tokenizer_2}
     * @throws ModelException if a file is missing or not understood
     */
    static LibraryVocabulary of(Model model, String folder) {
        return new LibraryVocabulary(model, folder);
    }

    private long open(Model model, String folder) {
        String json = model.text(folder + "/tokenizer.json");
        try {
            return library.createTokenizerFromString(json);
        } catch (RuntimeException e) {
            throw new ModelException(
                    folder + "/tokenizer.json of model '" + model.description().name() + "' cannot be read: "
                            + e.getMessage() + "; copy the file again from where the model is from",
                    e);
        }
    }

    /** The native tokenizer is freed when nobody holds the vocabulary any more. */
    private record Closing(TokenizersLibrary library, long handle) implements Runnable {
        @Override
        public void run() {
            library.deleteTokenizer(handle);
        }
    }

    @Override
    public List<Integer> encode(String text) {
        return encoded(text, false).ids();
    }

    @Override
    public Frame frame() {
        return frame;
    }

    /** The library does not tell where words end, so each token stands alone. */
    @Override
    public List<Word> words(List<Integer> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Word(text(ids.get(i)), i, i + 1))
                .toList();
    }

    /** Files without a decoder leave SentencePiece's mark for a blank. */
    private String text(int id) {
        return library.decode(handle, new long[] {id}, false)
                .replace('\u2581', ' ')
                .strip();
    }

    /** Special tokens at both ends of an encoded word are what stands around a prompt. */
    private Frame readFrame(Model model, String folder) {
        Encoded word = encoded("a", true);
        int count = word.ids().size();
        int start = (int) IntStream.range(0, count).takeWhile(word::special).count();
        int end = (int)
                IntStream.range(start, count).takeWhile(i -> !word.special(i)).count();
        SpecialTokens special = SpecialTokens.of(model, folder);
        List<Integer> padding = encode(special.padding());
        return new Frame(
                word.ids().subList(0, start),
                word.ids().subList(start + end, count),
                padding.size() == 1 ? padding.get(0) : 0,
                Lengths.told(model, folder).orElse(USUAL_LENGTH),
                false);
    }

    private record Encoded(List<Integer> ids, List<Boolean> specials) {
        boolean special(int index) {
            return specials.get(index);
        }
    }

    private Encoded encoded(String text, boolean framed) {
        long encoding = library.encode(handle, text, framed);
        try {
            return new Encoded(
                    Arrays.stream(library.getTokenIds(encoding))
                            .mapToObj(id -> (int) id)
                            .toList(),
                    Arrays.stream(library.getSpecialTokenMask(encoding))
                            .mapToObj(mark -> mark == 1)
                            .toList());
        } finally {
            library.deleteEncoding(encoding);
        }
    }
}

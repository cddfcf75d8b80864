package org.quarry.onnx;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name with the hash of the model that it meant where it was written, as in {@code painter.safetensors@4199bcdd14}.
 *
 * @param name without the hash
 * @param hash the first digits of a SHA-256 in lower case, 8 at least
 */
record ModelName(String name, String hash) {
    private static final Pattern WITH_HASH = Pattern.compile("(.+)@(?:sha256:)?([0-9a-fA-F]{8,64})");

    /** The parts of a name; empty if it has no hash. */
    static Optional<ModelName> of(String text) {
        Matcher matcher = WITH_HASH.matcher(text);
        return matcher.matches()
                ? Optional.of(new ModelName(matcher.group(1), matcher.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Whether a model's hash is the one that was meant. */
    boolean means(String fingerprint) {
        return fingerprint.startsWith(Fingerprints.PREFIX + hash);
    }
}

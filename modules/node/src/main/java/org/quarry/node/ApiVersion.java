package org.quarry.node;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of this API, by semantic versioning. A module runs with every Quarry of the same major version whose minor
 * version is not below the one that the module was compiled against; its index says which one that was.
 *
 * @param major raised when something that modules use was changed or taken away
 * @param minor raised when something was added
 */
public record ApiVersion(int major, int minor) {
    /** The version of the API that this class is part of. */
    public static final ApiVersion CURRENT = new ApiVersion(1, 0);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    /**
     * Reads the written form, as in {@code 1.0}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static ApiVersion parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "found version '" + written + "' of the node API; wanted two numbers, as in " + CURRENT);
        }
        return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether a module that was compiled against another version runs with this one. */
    public boolean accepts(ApiVersion needed) {
        return major == needed.major && minor >= needed.minor;
    }

    /**
     * Why a module does not run with this version, in a sentence for users; empty if it does.
     *
     * @param module what the sentence calls it
     */
    public Optional<String> refusal(String module, ApiVersion needed) {
        if (accepts(needed)) {
            return Optional.empty();
        }
        boolean older = needed.major < major;
        return Optional.of(
                module + " was made for version " + needed + " of the node API, this Quarry has " + this + "; "
                        + (older
                                ? "install a newer version of the module"
                                : "update Quarry, or install an older version of the module"));
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

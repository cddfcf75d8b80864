package org.quarry.workflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which module brings a node, as noted in a workflow's file: {@code com.acme.nodes 1.0 from https://acme.example/quarry}.
 *
 * @param id code name of the module; empty if nothing is known
 * @param version of the module that the workflow was saved with; empty if unknown
 * @param centre address of the update centre that has it; empty if unknown
 */
public record ModuleNote(String id, String version, String centre) {
    /** Nothing is known. */
    public static final ModuleNote NONE = new ModuleNote("", "", "");

    private static final Pattern WRITTEN = Pattern.compile("(\\S+)(?: (\\S+))?(?: from (\\S+))?");
    /** What may stand on a command line as it is; a note comes from a file of somebody else. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/~%@+-]+");
    /** A folder of this machine may also be called so; a file's note has no blanks. */
    private static final Pattern QUOTED = Pattern.compile("[\\w.:/\\\\~%@+() -]+");

    private static final Pattern ELSEWHERE =
            Pattern.compile("https?://(?!(?:localhost|127\\.[0-9.]+|\\[::1])(?:[:/]|$))", Pattern.CASE_INSENSITIVE);

    /** Reads the written form; what is not of that form tells nothing. */
    public static ModuleNote parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        return matcher.matches()
                ? new ModuleNote(matcher.group(1), orEmpty(matcher.group(2)), orEmpty(matcher.group(3)))
                : NONE;
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return id.isEmpty();
    }

    /** The module and its version, as a sentence names it. */
    public String name() {
        return version.isEmpty() ? id : id + " " + version;
    }

    /** The same as far as it means something to others: a centre on this machine does not. */
    ModuleNote forOthers() {
        return ELSEWHERE.matcher(centre).lookingAt() ? this : new ModuleNote(id, version, "");
    }

    /** The same, with another's centre where it knows none and both are the same module. */
    ModuleNote or(ModuleNote other) {
        if (isEmpty()) {
            return other;
        }
        return centre.isEmpty() && id.equals(other.id) ? new ModuleNote(id, version, other.centre) : this;
    }

    /** The command that installs it. */
    public String command() {
        return "quarry modules install " + (PLAIN.matcher(id).matches() ? id : "ID") + " --from " + from();
    }

    private String from() {
        if (PLAIN.matcher(centre).matches()) {
            return centre;
        }
        return QUOTED.matcher(centre).matches() ? '"' + centre + '"' : "CENTRE";
    }

    /** How it is installed, as the part of a sentence. */
    String remedy() {
        return centre.isEmpty()
                ? "whose centre is not known: install its file with 'quarry modules install FILE', or '" + command()
                        + "'"
                : "install it with '" + command() + "'";
    }

    @Override
    public String toString() {
        return centre.isEmpty() ? name() : name() + " from " + centre;
    }
}

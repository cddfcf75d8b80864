package org.quarry.workflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which node, and which version of it: {@code quarry:cfg-combine@1}.
 *
 * @param id namespaced: {@code vendor:name}
 * @param version at least 1
 */
public record NodeType(String id, int version) {
    private static final Pattern WRITTEN = Pattern.compile("([a-z][a-z0-9.-]*:[a-z][a-z0-9-]*)@([1-9][0-9]{0,5})");

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if the text is not of the form {@code vendor:name@version}
     */
    public static NodeType parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("found '" + written + "'; wanted a node type like quarry:denoise@1");
        }
        return new NodeType(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** Who made the node: what stands before the colon. */
    public String vendor() {
        return id.substring(0, id.indexOf(':'));
    }

    @Override
    public String toString() {
        return id + "@" + version;
    }
}

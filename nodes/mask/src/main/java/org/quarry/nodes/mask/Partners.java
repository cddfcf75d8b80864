package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.NodeException;

/** Lists whose elements belong together one by one, where a single element serves all of the other list. */
final class Partners {
    private Partners() {}

    /** @throws NodeException if a list is neither single nor as long as the other */
    static int count(List<?> first, String second, List<?> others) {
        if (first.isEmpty() || others.isEmpty() || others.size() != 1 && others.size() != first.size()) {
            throw new NodeException(
                    second,
                    "found " + others.size() + " for " + first.size()
                            + "; wanted one for each of them, or a single one for all");
        }
        return first.size();
    }

    static <T> T at(List<T> list, int index) {
        return list.get(list.size() == 1 ? 0 : index);
    }

    /** @throws NodeException if sizes differ; the message names both */
    static void sameSize(String input, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new NodeException(
                    input,
                    "found " + found + " and " + wanted
                            + " pixels; wanted one size for all: put a Resize or a Resize mask node before");
        }
    }

    static String size(int width, int height) {
        return width + " x " + height;
    }
}

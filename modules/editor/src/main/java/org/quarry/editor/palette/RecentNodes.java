package org.quarry.editor.palette;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.prefs.Preferences;
import org.quarry.editor.search.NodeChoice;

/** The nodes that this user added last. */
public final class RecentNodes {
    private static final String KEY = "recentNodes";
    private static final int MOST = 5;

    private final Preferences kept;

    /** @param kept where they are kept from one start to the next */
    public RecentNodes(Preferences kept) {
        this.kept = kept;
    }

    /** Notes that a node was added. */
    public void add(NodeChoice choice) {
        Deque<String> ids = new ArrayDeque<>(ids());
        ids.remove(choice.type().id());
        ids.addFirst(choice.type().id());
        while (ids.size() > MOST) {
            ids.removeLast();
        }
        kept.put(KEY, String.join(" ", ids));
    }

    /** Those of the given nodes that were added last, the last one first. */
    public List<NodeChoice> among(List<NodeChoice> choices) {
        return ids().stream()
                .map(id -> choices.stream()
                        .filter(choice -> choice.type().id().equals(id))
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> ids() {
        return Arrays.stream(kept.get(KEY, "").split(" "))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}

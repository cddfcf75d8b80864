package org.quarry.editor.palette;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.prefs.Preferences;
import java.util.stream.Collectors;
import org.quarry.editor.search.NodeChoice;

/** The nodes that this user wants at hand. */
public final class FavouriteNodes {
    private static final String KEY = "favouriteNodes";

    private final Preferences kept;

    /** @param kept where they are kept from one start to the next */
    public FavouriteNodes(Preferences kept) {
        this.kept = kept;
    }

    /** Whether a node is one. */
    public boolean contains(NodeChoice choice) {
        return ids().contains(choice.type().id());
    }

    /** Makes a node one, or no longer. */
    public void toggle(NodeChoice choice) {
        Set<String> ids = ids();
        if (!ids.remove(choice.type().id())) {
            ids.add(choice.type().id());
        }
        kept.put(KEY, String.join(" ", ids));
    }

    /** Those of the given nodes that are, in the order in which they became it. */
    public List<NodeChoice> among(List<NodeChoice> choices) {
        return ids().stream()
                .flatMap(id -> choices.stream()
                        .filter(choice -> choice.type().id().equals(id))
                        .limit(1))
                .toList();
    }

    private Set<String> ids() {
        return Arrays.stream(kept.get(KEY, "").split(" "))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

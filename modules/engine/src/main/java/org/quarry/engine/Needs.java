package org.quarry.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The once nodes that a once node needs: those it cannot start without, and those it may ask for. */
final class Needs {
    final int[] strict;
    final int[] loose;

    private Needs(Set<Integer> strict, Set<Integer> loose) {
        loose.removeAll(strict);
        this.strict = numbers(strict);
        this.loose = numbers(loose);
    }

    static Needs of(Inlet[] inlets, @Nullable Region region) {
        Set<Integer> strict = new LinkedHashSet<>();
        Set<Integer> loose = new LinkedHashSet<>();
        for (Inlet inlet : inlets) {
            if (!inlet.perStep()) {
                for (int node : inlet.nodes) {
                    (inlet.eager() ? strict : loose).add(node);
                }
            }
        }
        if (region != null) {
            region.addNeeds(strict, loose);
        }
        return new Needs(strict, loose);
    }

    private static int[] numbers(Set<Integer> set) {
        return set.stream().mapToInt(Integer::intValue).toArray();
    }
}

package org.quarry.editor.everywhere;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts what was found into groups: the group of the best answer first, and in each the best first. */
final class Ranking {
    /** So many of a group are shown as long as others have something to say too. */
    static final int MOST = 7;

    private static final int DETAIL_COSTS = 60;

    private Ranking() {}

    private record Ranked(Found found, int rank) {}

    /** The answers to a question. @param everything that could be found */
    static List<Found> answers(String question, List<Found> everything) {
        Map<Found.Group, List<Ranked>> groups = new EnumMap<>(Found.Group.class);
        for (Found found : everything) {
            int rank = rank(question, found);
            if (rank > 0) {
                groups.computeIfAbsent(found.group(), group -> new ArrayList<>())
                        .add(new Ranked(found, rank));
            }
        }
        groups.values()
                .forEach(group -> group.sort(Comparator.comparingInt(Ranked::rank)
                        .reversed()
                        .thenComparing(ranked -> ranked.found().title().length())));
        int most = groups.size() == 1 ? Integer.MAX_VALUE : MOST;
        return groups.values().stream()
                .sorted(Comparator.comparingInt(
                                (List<Ranked> group) -> group.get(0).rank())
                        .reversed())
                .flatMap(group -> group.stream().limit(most).map(Ranked::found))
                .toList();
    }

    private static int rank(String question, Found found) {
        int title = Match.rank(question, found.title());
        int detail = Match.rank(question, found.detail()) - DETAIL_COSTS;
        return Math.max(title, Math.max(0, detail));
    }
}

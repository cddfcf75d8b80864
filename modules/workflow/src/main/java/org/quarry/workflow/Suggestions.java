package org.quarry.workflow;

import java.util.Collection;

/**
 * Finds the name that was probably meant, by the number of letters to insert, delete, replace or swap. Gives up quietly
 * when it has compared very many names, so that a file full of mistakes is still checked in linear time.
 */
final class Suggestions {
    private static final int MOST_COMPARISONS = 200_000;

    private int comparisons;

    /** The nearest of the known names, or the empty string if none is near. */
    String nearest(String found, Collection<String> known) {
        String best = "";
        int bestDistance = Math.max(1, found.length() / 3) + 1;
        for (String candidate : known) {
            if (comparisons >= MOST_COMPARISONS) {
                break;
            }
            if (Math.abs(candidate.length() - found.length()) < bestDistance && candidate.length() <= 100) {
                comparisons++;
                int distance = distance(found, candidate);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Optimal string alignment distance: row i of the table is the i-th prefix of {@code a}. */
    static int distance(String a, String b) {
        int[] twoBack = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], twoBack[j - 2] + 1);
                }
            }
            twoBack = previous;
            previous = row;
        }
        return previous[b.length()];
    }
}

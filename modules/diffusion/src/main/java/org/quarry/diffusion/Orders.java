package org.quarry.diffusion;

/**
 * Which order a step of a multistep method has: it grows with the predictions that are known, and falls at the end of a run,
 * where a high order is not stable (Lu et al. (2022), "DPM-Solver++", section 6).
 *
 * @param most the highest order
 * @param lowerAtEnd whether runs of less than 15 steps end with order 2 and 1
 * @param eulerAtEnd whether all runs end with order 1; those that end clean do
 */
record Orders(int most, boolean lowerAtEnd, boolean eulerAtEnd) {
    private static final int FEW_STEPS = 15;

    int of(Schedule schedule, int step, int known) {
        int left = schedule.steps() - step;
        boolean few = lowerAtEnd && schedule.total() < FEW_STEPS;
        boolean first = left == 1 && (few || eulerAtEnd);
        boolean undefined = schedule.after(step).noise() == 0
                || schedule.after(step).lambda() == schedule.at(step).lambda();
        if (first || undefined) {
            return 1;
        }
        return Math.min(Math.min(most, known), few ? left : most);
    }
}

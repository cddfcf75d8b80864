package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/** The last predictions of a multistep method, 0 being the newest, and where they were made. */
final class History {
    private final int most;
    private final List<Level> levels = new ArrayList<>();
    private final List<Combination> values = new ArrayList<>();

    /** @param most how many are kept */
    History(int most) {
        this.most = most;
    }

    /** A prediction that is used often: it is computed once. @see #add(Level, Combination) */
    void add(Level level, Tensor value) {
        add(level, Combination.of(value));
    }

    /** A prediction at the level of the last one takes its place: a step of no length has nothing to tell. */
    void add(Level level, Combination value) {
        if (!levels.isEmpty() && levels.get(0).lambda() == level.lambda()) {
            levels.remove(0);
            values.remove(0);
        }
        levels.add(0, level);
        values.add(0, value);
        if (levels.size() > most) {
            levels.remove(most);
            values.remove(most);
        }
    }

    int size() {
        return values.size();
    }

    Level level(int age) {
        return levels.get(age);
    }

    Combination value(int age) {
        return values.get(age);
    }

    /** Σ weightᵢ · valueᵢ. */
    Combination weighted(double... weights) {
        Combination sum = values.get(0).times(weights[0]);
        for (int age = 1; age < weights.length; age++) {
            sum = sum.plus(values.get(age).times(weights[age]));
        }
        return sum;
    }
}

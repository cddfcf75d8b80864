package org.quarry.nodes.mask;

import java.util.function.DoubleBinaryOperator;

/** How two masks become one, by the operators of Zadeh (1965), "Fuzzy Sets". */
public enum Combining {
    /** What either covers: the larger value. */
    UNION(Math::max),
    /** What both cover: the smaller value. */
    INTERSECTION(Math::min),
    /** What the first covers and the second does not: the smaller of the first and 1 minus the second. */
    DIFFERENCE((first, second) -> Math.min(first, 1 - second));

    private final DoubleBinaryOperator formula;

    Combining(DoubleBinaryOperator formula) {
        this.formula = formula;
    }

    DoubleBinaryOperator formula() {
        return formula;
    }
}

package org.quarry.workflow;

import java.math.BigInteger;

/**
 * The size of an axis before a run: a fraction of a size that is not known yet, or a number.
 *
 * @param symbol names the size that is not known; empty for a number, {@code ?} if nothing is known
 * @param top of the fraction, positive
 * @param bottom of the fraction, positive, without a factor in common with the top
 */
record Size(String symbol, long top, long bottom) {
    static final Size UNKNOWN = new Size("?", 1, 1);

    private static final long LARGEST = 1L << 31;

    static Size of(long number) {
        return number > 0 && number <= LARGEST ? new Size("", number, 1) : UNKNOWN;
    }

    /** Reads what {@link #toString} writes; anything but a whole number is unknown. */
    static Size parse(String written) {
        return !written.isEmpty() && written.length() < 11 && written.chars().allMatch(c -> c >= '0' && c <= '9')
                ? of(Long.parseLong(written))
                : UNKNOWN;
    }

    static Size symbol(String name) {
        return new Size(name, 1, 1);
    }

    boolean known() {
        return symbol.isEmpty();
    }

    boolean whole() {
        return bottom == 1;
    }

    Size times(Size other) {
        return known() || other.known() ? product(other, other.top, other.bottom) : UNKNOWN;
    }

    Size over(Size other) {
        if (other.known()) {
            return product(other, other.bottom, other.top);
        }
        boolean same = symbol.equals(other.symbol) && !equals(UNKNOWN);
        return same ? reduced("", top, bottom, other.bottom, other.top) : UNKNOWN;
    }

    /** Whether both can be one size: not if they are different numbers, or different fractions of the same unknown. */
    boolean fits(Size other) {
        boolean comparable = symbol.equals(other.symbol) && !equals(UNKNOWN) && !other.equals(UNKNOWN);
        return !comparable || top == other.top && bottom == other.bottom;
    }

    private Size product(Size other, long otherTop, long otherBottom) {
        return reduced(known() ? other.symbol : symbol, top, bottom, otherTop, otherBottom);
    }

    private static Size reduced(String symbol, long top, long bottom, long otherTop, long otherBottom) {
        BigInteger above = BigInteger.valueOf(top).multiply(BigInteger.valueOf(otherTop));
        BigInteger below = BigInteger.valueOf(bottom).multiply(BigInteger.valueOf(otherBottom));
        BigInteger common = above.gcd(below);
        above = above.divide(common);
        below = below.divide(common);
        boolean sane = above.bitLength() < 32 && below.bitLength() < 32 && !symbol.equals("?");
        return sane ? new Size(symbol, above.longValue(), below.longValue()) : UNKNOWN;
    }

    /** A number as such, a fraction with one digit, anything else as {@code ?}. */
    @Override
    public String toString() {
        if (!known()) {
            return "?";
        }
        return whole() ? String.valueOf(top) : String.valueOf(Math.round(10.0 * top / bottom) / 10.0);
    }
}

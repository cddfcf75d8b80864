package org.quarry.editor.picture;

import java.util.Arrays;

/** Linear least squares with several right sides, by the normal equations. */
final class LeastSquares {
    private LeastSquares() {}

    /** Adds one equation to a system. @param row the unknowns' factors, then the right sides */
    static void add(double[][] system, double[] row) {
        for (int i = 0; i < system.length; i++) {
            for (int j = 0; j < row.length; j++) {
                system[i][j] += row[i] * row[j];
            }
        }
    }

    /**
     * The unknowns, a row each, a column for each right side. Solved in place by Gauss and Jordan's elimination; the
     * matrix is positive definite, so no pivots need to be sought.
     *
     * @param ridge of the largest diagonal element, added to each
     */
    static double[][] solve(double[][] system, double ridge) {
        int unknowns = system.length;
        double largest = 0;
        for (int i = 0; i < unknowns; i++) {
            largest = Math.max(largest, system[i][i]);
        }
        for (int i = 0; i < unknowns; i++) {
            system[i][i] += ridge * largest;
        }
        for (int i = 0; i < unknowns; i++) {
            scale(system[i], 1 / system[i][i]);
            for (int other = 0; other < unknowns; other++) {
                if (other != i) {
                    subtract(system[other], system[i], system[other][i]);
                }
            }
        }
        double[][] solution = new double[unknowns][];
        for (int i = 0; i < unknowns; i++) {
            solution[i] = Arrays.copyOfRange(system[i], unknowns, system[i].length);
        }
        return solution;
    }

    private static void scale(double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }

    private static void subtract(double[] from, double[] row, double times) {
        for (int i = 0; i < row.length; i++) {
            from[i] -= times * row[i];
        }
    }
}

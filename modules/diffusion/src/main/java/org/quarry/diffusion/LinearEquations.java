package org.quarry.diffusion;

/** A few linear equations. */
final class LinearEquations {
    private LinearEquations() {}

    /** The x of {@code matrix · x = right}, by elimination with the largest pivot; both are overwritten. */
    static double[] solve(double[][] matrix, double[] right) {
        int count = right.length;
        for (int column = 0; column < count; column++) {
            swap(matrix, right, column, pivot(matrix, column));
            for (int row = column + 1; row < count; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                for (int k = column; k < count; k++) {
                    matrix[row][k] -= factor * matrix[column][k];
                }
                right[row] -= factor * right[column];
            }
        }
        for (int row = count - 1; row >= 0; row--) {
            for (int k = row + 1; k < count; k++) {
                right[row] -= matrix[row][k] * right[k];
            }
            right[row] /= matrix[row][row];
        }
        return right;
    }

    private static int pivot(double[][] matrix, int column) {
        int best = column;
        for (int row = column + 1; row < matrix.length; row++) {
            if (Math.abs(matrix[row][column]) > Math.abs(matrix[best][column])) {
                best = row;
            }
        }
        return best;
    }

    private static void swap(double[][] matrix, double[] right, int one, int other) {
        double[] row = matrix[one];
        matrix[one] = matrix[other];
        matrix[other] = row;
        double value = right[one];
        right[one] = right[other];
        right[other] = value;
    }
}

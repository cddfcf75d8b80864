package org.quarry.cli;

/** Whether a person is looking. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether standard error is a terminal. The launcher looks and says so, because Java alone cannot tell standard error
     * from a file.
     */
    static boolean attached() {
        return Boolean.getBoolean("quarry.terminal");
    }
}

package org.quarry.cli;

/** Whether a person is looking. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether standard error is a terminal. A launcher that can tell says so; else it is taken for one if Java sees a
     * console, which it does if standard input and output are.
     */
    static boolean attached() {
        String told = System.getProperty("quarry.terminal", "");
        return told.isEmpty() ? System.console() != null : Boolean.parseBoolean(told);
    }
}

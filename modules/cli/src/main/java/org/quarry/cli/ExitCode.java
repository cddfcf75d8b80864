package org.quarry.cli;

/** What the process tells its caller. Part of the command line's contract: shown by {@code quarry --help}. */
final class ExitCode {
    /** Everything asked for was done. */
    static final int OK = 0;
    /** A node, a model, the disk or Quarry itself failed while running. */
    static final int FAILED = 1;
    /** The command line was not understood. */
    static final int USAGE = 2;
    /** A workflow file cannot be read, or has mistakes that keep it from running. */
    static final int WORKFLOW = 3;
    /** Interrupted by Ctrl-C or a termination signal: 128 + SIGINT, as shells have it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}

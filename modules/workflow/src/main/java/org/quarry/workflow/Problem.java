package org.quarry.workflow;

/**
 * Something about a workflow that its author should know before it runs. What it is says the record's type; every one of
 * them has a sentence that names the place, what was found, what was wanted and what to do.
 */
public sealed interface Problem permits NodeProblem, WireProblem, ValueProblem, ComponentProblem {
    /** Whether a workflow can run in spite of a problem. */
    enum Severity {
        /** It cannot run. */
        ERROR,
        /** It can, but perhaps not as meant. */
        WARNING,
        /** Nothing is wrong; it is said to those who want to run it. */
        NOTE
    }

    /** The node at fault, as in the workflow; within a component {@code instance/node}; empty for the whole workflow. */
    String node();

    /** The input at fault; empty if it is the node as a whole. */
    default String input() {
        return "";
    }

    /** Whether the workflow can run in spite of it. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** What was found, what was wanted and what to do, without the place. */
    String sentence();

    /** The whole message, with the place first. */
    default String message() {
        if (node().isEmpty()) {
            return sentence();
        }
        String where = input().isEmpty() ? "node '" + node() + "'" : "node '" + node() + "', input '" + input() + "'";
        return where + ": " + sentence();
    }

    /** The kind of problem in kebab case, for programs: {@code unknown-node}. */
    default String code() {
        return Phrases.kebab(getClass().getSimpleName());
    }
}

package org.quarry.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** A workflow cannot be read, or cannot run as it is. The message says what is wrong and what to do, a line each. */
public final class WorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    WorkflowException(String message, Throwable cause) {
        super(message, cause);
        problems = List.of();
    }

    WorkflowException(String message) {
        super(message);
        problems = List.of();
    }

    WorkflowException(Checked checked) {
        super(checked.obstacles().stream().map(Problem::message).collect(Collectors.joining("\n")));
        problems = checked.problems();
    }

    /** What the check found; empty if it did not come to a check. */
    public List<Problem> problems() {
        return problems;
    }
}

package org.quarry.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a workflow. It fails where the workflow's check finds an error, a node fails, or an output is not what
 * the file expects; then the method's own body runs. The method may take the {@link org.quarry.engine.RunResult}.
 *
 * <p>A file says what it expects in a member {@code expect}, by output:
 *
 * <pre>{@code
 * "expect": {
 *   "softer.picture": {"shape": [3, 8, 8], "mean": 0.5, "within": 0.001},
 *   "words.count": 3
 * }
 * }</pre>
 *
 * <p>A number, a text or a truth value stands for itself. An object holds any of {@code value}, {@code shape}, {@code mean},
 * {@code least} and {@code most}, of a tensor, a picture, a mask or each of a list of them; {@code within} is how far the
 * numbers may be off, one part in a million if it is left out; {@code count} is the length of a list.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(WorkflowRunner.class)
public @interface WorkflowTest {
    /** The workflow file: beside the test's class among the resources, or else below the project's folder. */
    String value();
}

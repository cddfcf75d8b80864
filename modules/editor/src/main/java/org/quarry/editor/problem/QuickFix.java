package org.quarry.editor.problem;

import java.util.function.UnaryOperator;
import org.quarry.workflow.Workflow;

/**
 * A change that mends a problem.
 *
 * @param name what it does, in words for a menu: {@code Link 'model.vae'}
 * @param change to be applied to the workflow that was checked, or a later one
 */
public record QuickFix(String name, UnaryOperator<Workflow> change) {}

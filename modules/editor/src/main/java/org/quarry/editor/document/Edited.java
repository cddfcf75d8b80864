package org.quarry.editor.document;

import org.quarry.workflow.Workflow;

/**
 * What a gesture leaves behind.
 *
 * @param workflow after it
 * @param selection what it made, to be selected
 */
public record Edited(Workflow workflow, Selection selection) {}

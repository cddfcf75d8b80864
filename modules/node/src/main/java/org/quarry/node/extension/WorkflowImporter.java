package org.quarry.node.extension;

import java.util.List;

/**
 * Reads the workflow files of another tool. Which files are offered to it is said by {@link Extension#endings}.
 *
 * <pre>{@code
 * @Extension(id = "acme:list", name = "Prompt list", endings = ".prompts", doc = "One picture for each line.")
 * public final class PromptList implements WorkflowImporter {
 *     @Override
 *     public boolean recognises(String text) {
 *         return text.startsWith("#prompts");
 *     }
 *
 *     @Override
 *     public Imported read(String text) {
 *         return new Imported(workflowOf(text.lines().skip(1).toList()), List.of());
 *     }
 * }
 * }</pre>
 */
public interface WorkflowImporter {
    /** Whether a file is one of this tool's. It must not throw, whatever the text is. */
    boolean recognises(String text);

    /**
     * Makes a workflow of a file that was recognised.
     *
     * @throws org.quarry.node.NodeException if it cannot be; the message says what was found and what was wanted
     */
    Imported read(String text);

    /**
     * A workflow made of another tool's.
     *
     * @param workflow the text of a workflow file, as Quarry saves one
     * @param notes what could not be carried over: a sentence each
     */
    record Imported(String workflow, List<String> notes) {
        /** Copies the list. */
        public Imported {
            notes = List.copyOf(notes);
        }
    }
}

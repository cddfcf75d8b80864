package org.quarry.workflow;

/** Finds the workflow files that component instances stand for. */
@FunctionalInterface
public interface Components {
    /** Finds none, and says that the workflow was not read from a file. */
    Components NONE = (from, file) -> new Missing("the workflow has no folder to look in; save it first");

    /**
     * Reads the file that an instance names.
     *
     * @param from the identity of the file that holds the instance; empty for the workflow that is checked
     * @param file as written in it
     */
    Answer find(String from, String file);

    /** What became of looking for a component. */
    sealed interface Answer {}

    /**
     * A component that was read.
     *
     * @param file its identity: equal for equal files, however they were reached
     * @param hash of its bytes, {@code sha256:…}
     * @param workflow what it holds
     */
    record Component(String file, String hash, Workflow workflow) implements Answer {}

    /** A component that could not be read. @param reason what is wrong and what to do */
    record Missing(String reason) implements Answer {}
}

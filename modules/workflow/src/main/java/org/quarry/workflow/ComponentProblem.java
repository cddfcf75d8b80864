package org.quarry.workflow;

import java.util.List;

/** A problem of a node that stands for another workflow file. */
public sealed interface ComponentProblem extends Problem {
    /** The file is not there, or cannot be read. */
    record UnreadableComponent(String node, String file, String reason) implements ComponentProblem {
        @Override
        public String sentence() {
            return "its component '" + file + "' cannot be read: " + reason;
        }
    }

    /** The file is a workflow, but not made to stand as a node in others. */
    record NotAComponent(String node, String file) implements ComponentProblem {
        @Override
        public String sentence() {
            return "'" + file
                    + "' declares no ports, so it cannot stand here as a node; add a \"component\" member to it"
                    + " that names its inputs and outputs";
        }
    }

    /**
     * The workflow is a component itself, and is whole only in those that use it.
     *
     * @param inputs that lead to nodes which need something
     * @param outputs of nodes whose steps nothing here evaluates
     */
    record OpenPorts(List<String> inputs, List<String> outputs) implements ComponentProblem {
        /** Copies the lists. */
        public OpenPorts {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        @Override
        public String node() {
            return "";
        }

        @Override
        public Severity severity() {
            return Severity.NOTE;
        }

        @Override
        public String sentence() {
            return inputs.isEmpty()
                    ? "this component gives " + Phrases.list(outputs)
                            + " to the steps of the workflow that uses it; to run it alone, link a driver such as"
                            + " Denoise"
                    : "this component takes " + Phrases.list(inputs)
                            + " from the workflow that uses it; to run it alone, link something there";
        }
    }

    /** The file holds another component than the one that was linked. */
    record OtherComponent(String node, String file, NodeType found, NodeType wanted) implements ComponentProblem {
        @Override
        public Severity severity() {
            return found.id().equals(wanted.id()) ? Severity.WARNING : Severity.ERROR;
        }

        @Override
        public String sentence() {
            String held = "'" + file + "' holds " + found + ", the node was made for " + wanted;
            return severity() == Severity.WARNING
                    ? held + "; look at what changed, then write \"type\": \"" + found + "\" to accept it"
                    : held + "; link the file of " + wanted.id();
        }
    }

    /** The file's content is not what it was when it was linked. */
    record ChangedComponent(String node, String file, String found) implements ComponentProblem {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "'" + file + "' has changed since it was linked; look at what changed, then write \"hash\": \""
                    + found + "\" to accept it";
        }
    }

    /** A component that contains itself. @param files from the outermost to the repeated one */
    record Recursion(String node, List<String> files) implements ComponentProblem {
        /** Copies the list. */
        public Recursion {
            files = List.copyOf(files);
        }

        @Override
        public String sentence() {
            return "the component contains itself, " + String.join(" → ", files) + "; remove this node";
        }
    }

    /** A declared port of the component leads to nothing within it. @param to the inner port that is not there */
    record BrokenPort(String node, String file, String port, Socket to) implements ComponentProblem {
        @Override
        public String sentence() {
            return "port '" + port + "' of its component '" + file + "' leads to '" + to
                    + "', which is not there; mend the \"component\" member of that file";
        }
    }

    /** So many nodes that something must be wrong. */
    record TooLarge(String node, int limit) implements ComponentProblem {
        @Override
        public String sentence() {
            return "with its components the workflow has more than " + limit
                    + " nodes; remove instances of components that contain many others";
        }
    }
}

package org.quarry.workflow;

import java.util.List;

/** A problem of a node as a whole, or of how nodes hang together. */
public sealed interface NodeProblem extends Problem {
    /**
     * No module at hand brings this node. The workflow can still be edited and saved without loss.
     *
     * @param why what is known of its module, and of nodes with a similar id
     * @param severity a warning if the node is muted
     */
    record UnknownNode(String node, NodeType type, Absence why, Severity severity) implements NodeProblem {
        /** The module that brings it, as far as that is known. */
        public ModuleNote module() {
            return why.module();
        }

        /** A node of a similar id; empty if there is none. */
        public String suggestion() {
            return why.suggestion();
        }

        @Override
        public String sentence() {
            return why.sentence(type.id(), "or mute the node");
        }
    }

    /** The node failed when it was run last, of something that no check can know. @param reason what it said */
    record RunFailed(String node, String reason) implements NodeProblem {
        @Override
        public String sentence() {
            return "the last run failed here: " + reason;
        }
    }

    /**
     * The node was saved by a newer version of its module than the one at hand.
     *
     * @param severity a warning if the node is muted
     */
    record NewerNode(String node, NodeType type, NodeDescriptor installed, Severity severity) implements NodeProblem {
        @Override
        public String sentence() {
            return "found version " + type.version() + " of '" + type.id() + "', installed is version "
                    + installed.type().version() + "; update " + installed.module() + command();
        }

        private String command() {
            String id = ModuleNote.parse(installed.module()).id();
            return type.vendor().equals("quarry") ? "" : " with 'quarry modules update " + id + "'";
        }
    }

    /**
     * The node was saved by an older version, and its module could not carry it forward.
     *
     * @param severity a warning if the node is muted
     */
    record NotMigrated(String node, NodeType type, int installed, String reason, Severity severity)
            implements NodeProblem {
        @Override
        public String sentence() {
            return "found version " + type.version() + " of '" + type.id() + "', which cannot be carried to version "
                    + installed + ": " + reason;
        }
    }

    /** Nodes that wait for each other. @param path the nodes in the direction of the wires */
    record Cycle(String node, List<String> path) implements NodeProblem {
        /** Copies the list. */
        public Cycle {
            path = List.copyOf(path);
        }

        @Override
        public String sentence() {
            String round = String.join(" → ", path) + " → " + path.get(0);
            return "the wires run in a circle, " + round + "; remove one of them";
        }
    }

    /**
     * A per-step node that no driver evaluates.
     *
     * @param severity a warning if the workflow runs without it
     */
    record StepWithoutDriver(String node, Severity severity) implements NodeProblem {
        @Override
        public String sentence() {
            String left = severity == Severity.WARNING ? "it is left out" : "nothing can run it";
            return "its value depends on the denoising step, but no driver evaluates it, so " + left
                    + "; link it to a per-step input, such as the prediction of a Denoise node";
        }
    }

    /** No node would take part in a run. */
    record NothingToRun(String node) implements NodeProblem {
        /** Of the whole workflow. */
        public NothingToRun() {
            this("");
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "no node takes part in a run; add one, or unmute those that are muted";
        }
    }
}

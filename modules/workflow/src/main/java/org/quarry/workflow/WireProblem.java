package org.quarry.workflow;

/** A problem of what is linked to an input. */
public sealed interface WireProblem extends Problem {
    /** The node has no such input. @param known its inputs, in words */
    record UnknownInput(String node, String input, String suggestion, String known) implements WireProblem {
        @Override
        public String sentence() {
            return "the node has no input of this name" + Phrases.instead(suggestion, known);
        }
    }

    /** The wire starts at an output that its node does not have. @param known its outputs, in words */
    record UnknownOutput(String node, String input, Socket from, String suggestion, String known)
            implements WireProblem {
        @Override
        public String sentence() {
            return "linked from '" + from + "', but node '" + from.node() + "' has no output '" + from.port() + "'"
                    + Phrases.instead(suggestion, known);
        }
    }

    /** The wire starts at a node that is not there. */
    record LinkToNothing(String node, String input, Socket from, String suggestion) implements WireProblem {
        @Override
        public String sentence() {
            return "linked from '" + from + "', but there is no node '" + from.node() + "'"
                    + Phrases.instead(suggestion, "link another output, or remove the link");
        }
    }

    /** Nothing stands at an input that needs something. @param wanted the type, and the kind if there is one */
    record MissingInput(String node, String input, String wanted) implements WireProblem {
        @Override
        public String sentence() {
            return "nothing is linked; wanted " + wanted + "; link an output that gives one";
        }
    }

    /** Several wires where one fits. */
    record TooManyWires(String node, String input, int count) implements WireProblem {
        @Override
        public String sentence() {
            return "found " + count + " links, wanted one; keep one of them";
        }
    }

    /** The types do not fit. */
    record WrongType(String node, String input, Socket from, String found, String wanted) implements WireProblem {
        @Override
        public String sentence() {
            return "'" + from + "' gives " + found + ", wanted " + wanted + "; link an output of that type";
        }
    }

    /** The values have one type, but stand for different things, or belong to different models. */
    record WrongKind(String node, String input, Socket from, String found, String wanted, String advice)
            implements WireProblem {
        @Override
        public String sentence() {
            return "'" + from + "' gives " + found + ", wanted " + wanted + "; " + advice;
        }
    }

    /** The tensor's axes cannot fit. */
    record WrongShape(String node, String input, Socket from, String found, String wanted, String advice)
            implements WireProblem {
        @Override
        public String sentence() {
            return "'" + from + "' gives shape [" + found + "], wanted " + wanted + "; " + advice;
        }
    }

    /** The node's settings give an output a size that is no whole number. */
    record WrongSize(String node, String input, String output, String found, String advice) implements WireProblem {
        @Override
        public String sentence() {
            return "output '" + output + "' would have " + found + "; " + advice;
        }
    }

    /** A value that changes at every step, where one value for the whole run is wanted. */
    record PerStepIntoOnce(String node, String input, Socket from, String advice) implements WireProblem {
        @Override
        public String sentence() {
            return "'" + from + "' changes at every denoising step, wanted one value for the whole run; " + advice;
        }
    }

    /** The wire starts at a bypassed node that names nothing to stand in its place. */
    record NothingBehindBypass(String node, String input, Socket from) implements WireProblem {
        @Override
        public String sentence() {
            return "'" + from + "' is bypassed and has no input that could stand in its place; mute '" + from.node()
                    + "' or make it active, or link another output here";
        }
    }
}

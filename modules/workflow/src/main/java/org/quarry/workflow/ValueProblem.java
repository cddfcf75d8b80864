package org.quarry.workflow;

import java.util.List;

/** A problem of a value given in place. */
public sealed interface ValueProblem extends Problem {
    /** A value at an input that only takes wires. */
    record NotAParameter(String node, String input, String found, String wanted) implements ValueProblem {
        @Override
        public String sentence() {
            return "found " + found + ", wanted a link to an output that gives " + wanted
                    + "; write {\"from\": \"node.output\"}";
        }
    }

    /** A value of another type than the parameter's. */
    record WrongValue(String node, String input, String found, String wanted) implements ValueProblem {
        @Override
        public String sentence() {
            return "found " + found + ", wanted " + wanted;
        }
    }

    /** A number outside the range. */
    record OutOfRange(String node, String input, String found, String range) implements ValueProblem {
        @Override
        public String sentence() {
            return "found " + found + ", wanted a number " + range;
        }
    }

    /** A text that is none of the choices. @param why what is known of a module that would add it */
    record UnknownChoice(String node, String input, String found, Absence why, List<String> choices)
            implements ValueProblem {
        /** Copies the list. */
        public UnknownChoice {
            choices = List.copyOf(choices);
        }

        @Override
        public String sentence() {
            String wanted = "one of " + String.join(", ", choices);
            if (why.hasModule()) {
                return why.sentence(found, "or choose " + wanted);
            }
            return "found '" + found + "', wanted " + wanted + Phrases.instead(why.suggestion(), "");
        }
    }

    /** A model that is not there. @param known the models that are, by name */
    record MissingModel(String node, String input, String model, String suggestion, List<String> known)
            implements ValueProblem {
        /** Copies the list. */
        public MissingModel {
            known = List.copyOf(known);
        }

        @Override
        public String sentence() {
            String there = known.isEmpty() ? "there are none" : "there are " + String.join(", ", known);
            String end = suggestion.isEmpty()
                    ? "; put its folder into the models folder, or name another"
                    : "; did you mean '" + suggestion + "'?";
            return "found no model '" + model + "', " + there + end;
        }
    }

    /** A model of which files are missing. */
    record IncompleteModel(String node, String input, String model, List<String> missing, String advice)
            implements ValueProblem {
        /** Copies the list. */
        public IncompleteModel {
            missing = List.copyOf(missing);
        }

        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "model '" + model + "' lacks " + String.join(", ", missing) + "; nodes that need them will fail; "
                    + advice;
        }
    }

    /** A scale of guidance for a network that was trained to guide by itself. @param model whose network it is */
    record GuidedTwice(String node, String input, String found, String model) implements ValueProblem {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String sentence() {
            return "found " + found + ", and the network of model '" + model
                    + "' guides by itself, so pictures would be guided twice; set it to 1, which also halves the time,"
                    + " and tell the network its scale by Guidance embedding";
        }
    }
}

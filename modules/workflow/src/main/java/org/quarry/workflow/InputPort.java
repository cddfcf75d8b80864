package org.quarry.workflow;

import java.util.Optional;

/**
 * An input of a node.
 *
 * @param name the record component's name
 * @param type what fits it
 * @param arity how many wires it takes
 * @param demand when its value is computed
 * @param kind see {@link org.quarry.node.Port#kind}; empty if none
 * @param shape see {@link org.quarry.node.Port#shape}; empty if nothing is known
 * @param doc for a user
 * @param param how it is set in place, if it is a parameter
 */
public record InputPort(
        String name,
        ValueType type,
        Arity arity,
        Demand demand,
        String kind,
        String shape,
        String doc,
        Optional<ParamSpec> param) {
    /** The same with its parameter set in another way. */
    InputPort withParam(ParamSpec other) {
        return new InputPort(name, type, arity, demand, kind, shape, doc, Optional.of(other));
    }

    /**
     * The same as seen from outside of the component that it is in.
     *
     * @param inside what stands at it there: a value is its default; where a wire gives the value, nothing needs to be set
     */
    InputPort withInside(Input inside) {
        if (inside instanceof Input.Value value) {
            return param.map(spec -> withParam(spec.withInitial(value.value()))).orElse(this);
        }
        Arity wanted = arity == Arity.ONE ? Arity.OPTIONAL : arity;
        boolean wired = !((Input.Wires) inside).from().isEmpty();
        return wired ? new InputPort(name, type, wanted, demand, kind, shape, doc, Optional.empty()) : this;
    }

    /** How many wires an input takes. */
    public enum Arity {
        /** One; without a default it must be there. */
        ONE,
        /** None or one. */
        OPTIONAL,
        /** Any number, in order; each a value or a list of values. */
        LIST
    }

    /** When an input's value is computed. */
    public enum Demand {
        /** Before the node runs. */
        EAGER,
        /** When the node asks. */
        LAZY,
        /** As often as the node asks, at steps of its own making. */
        PER_STEP
    }
}

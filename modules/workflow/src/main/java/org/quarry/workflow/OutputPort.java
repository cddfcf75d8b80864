package org.quarry.workflow;

/**
 * An output of a node.
 *
 * @param name the record component's name
 * @param type what it gives
 * @param list whether it gives a list of such values
 * @param kind see {@link org.quarry.node.Port#kind}; empty if none
 * @param shape see {@link org.quarry.node.Port#shape}; empty if nothing is known
 * @param doc for a user
 * @param bypass the input whose value it takes when the node is bypassed; empty if none
 */
public record OutputPort(
        String name, ValueType type, boolean list, String kind, String shape, String doc, String bypass) {}

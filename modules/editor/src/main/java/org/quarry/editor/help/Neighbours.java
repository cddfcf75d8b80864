package org.quarry.editor.help;

import org.quarry.workflow.InputPort;
import org.quarry.workflow.OutputPort;

/** Which ports of two kinds of nodes are made for each other, judged by what they declare. */
final class Neighbours {
    private Neighbours() {}

    /** Types must be equal, and kinds where both say what they stand for. */
    static boolean fits(OutputPort from, InputPort to) {
        String gives = word(from.kind());
        String takes = word(to.kind());
        boolean open = gives.length() < 2 || takes.length() < 2;
        return from.type().equals(to.type())
                && (!from.list() || to.arity() == InputPort.Arity.LIST)
                && (open
                        ? gives.isEmpty() == takes.isEmpty()
                                || to.type().label().equals("Picture")
                        : gives.equals(takes));
    }

    private static String word(String kind) {
        int family = kind.indexOf('<');
        return family < 0 ? kind : kind.substring(0, family);
    }
}

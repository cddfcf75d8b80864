package org.quarry.editor.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quarry.workflow.Input;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.WireProblem;
import org.quarry.workflow.Workflow;

/** What mends problems of what is linked to an input. */
final class WireFixes {
    private final Ground ground;
    private final Candidates candidates;

    WireFixes(Ground ground) {
        this.ground = ground;
        candidates = new Candidates(ground);
    }

    List<QuickFix> of(WireProblem problem) {
        Socket at = new Socket(problem.node(), problem.input());
        if (problem instanceof WireProblem.MissingInput) {
            List<QuickFix> fixes = candidates.links(at);
            return fixes.isEmpty() ? candidates.additions(at) : fixes;
        } else if (problem instanceof WireProblem.UnknownInput unknown) {
            return unknownInput(at, unknown.suggestion());
        } else if (problem instanceof WireProblem.TooManyWires) {
            return keepOne(at);
        } else if (problem instanceof WireProblem.WrongSize size) {
            return new SizeFixes(ground).multiple(at, size);
        } else if (problem instanceof WireProblem.NothingBehindBypass behind) {
            return behindBypass(at, behind.from());
        }
        return misfit(at, problem);
    }

    /** Problems of one wire: something else in its place, something between, or no wire. */
    private List<QuickFix> misfit(Socket at, WireProblem problem) {
        Map<String, QuickFix> fixes = new LinkedHashMap<>();
        if (problem instanceof WireProblem.UnknownOutput unknown) {
            renamed(at, unknown.from(), unknown.suggestion()).forEach(fix -> fixes.put(fix.name(), fix));
        } else if (problem instanceof WireProblem.LinkToNothing nothing) {
            Socket meant = new Socket(nothing.suggestion(), nothing.from().port());
            known(meant).ifPresent(there -> relink(at, nothing.from(), there, fixes));
        } else if (problem instanceof WireProblem.WrongShape shape) {
            new SizeFixes(ground).alike(at, shape.from()).forEach(fix -> fixes.put(fix.name(), fix));
            candidates.insertions(at, shape.from()).forEach(fix -> fixes.put(fix.name(), fix));
        } else if (problem instanceof WireProblem.WrongType type) {
            candidates.insertions(at, type.from()).forEach(fix -> fixes.put(fix.name(), fix));
        } else if (problem instanceof WireProblem.WrongKind kind) {
            new SizeFixes(ground).oneModel(at, kind.from()).forEach(fix -> fixes.put(fix.name(), fix));
            candidates.insertions(at, kind.from()).forEach(fix -> fixes.put(fix.name(), fix));
        }
        candidates.links(at).forEach(fix -> fixes.putIfAbsent(fix.name(), fix));
        from(problem)
                .ifPresent(from ->
                        fixes.put("", new QuickFix("Remove the wire from '" + from + "'", Repairs.unlinked(at, from))));
        return List.copyOf(fixes.values());
    }

    private static Optional<Socket> from(WireProblem problem) {
        if (problem instanceof WireProblem.UnknownOutput found) {
            return Optional.of(found.from());
        } else if (problem instanceof WireProblem.LinkToNothing found) {
            return Optional.of(found.from());
        } else if (problem instanceof WireProblem.WrongType found) {
            return Optional.of(found.from());
        } else if (problem instanceof WireProblem.WrongKind found) {
            return Optional.of(found.from());
        } else if (problem instanceof WireProblem.WrongShape found) {
            return Optional.of(found.from());
        } else if (problem instanceof WireProblem.PerStepIntoOnce found) {
            return Optional.of(found.from());
        }
        return Optional.empty();
    }

    private List<QuickFix> unknownInput(Socket at, String suggestion) {
        List<QuickFix> fixes = new ArrayList<>();
        boolean free = ground.workflow()
                .find(at.node())
                .filter(node -> !node.inputs().containsKey(suggestion))
                .isPresent();
        if (!suggestion.isEmpty() && free) {
            fixes.add(new QuickFix("Rename it to '" + suggestion + "'", Repairs.renamedInput(at, suggestion)));
        }
        fixes.add(new QuickFix("Delete the input '" + at.port() + "'", Repairs.cleared(at)));
        return fixes;
    }

    private List<QuickFix> renamed(Socket at, Socket from, String suggestion) {
        Map<String, QuickFix> fixes = new LinkedHashMap<>();
        known(new Socket(from.node(), suggestion)).ifPresent(there -> relink(at, from, there, fixes));
        for (OutputPort output : ground.ports(from.node()).outputs()) {
            Socket there = new Socket(from.node(), output.name());
            if (ground.mends(Repairs.relinked(at, from, there), at)) {
                relink(at, from, there, fixes);
            }
        }
        return List.copyOf(fixes.values());
    }

    private Optional<Socket> known(Socket output) {
        return Optional.of(output)
                .filter(at -> ground.workflow().nodes().containsKey(at.node()))
                .filter(at -> ground.ports(at.node()).output(at.port()).isPresent());
    }

    private static void relink(Socket at, Socket from, Socket instead, Map<String, QuickFix> fixes) {
        String name = "Link '" + instead + "'";
        fixes.put(name, new QuickFix(name, Repairs.relinked(at, from, instead)));
    }

    private List<QuickFix> keepOne(Socket at) {
        List<QuickFix> fixes = new ArrayList<>();
        if (ground.inputs(at.node()).get(at.port()) instanceof Input.Wires wires) {
            wires.from().stream()
                    .distinct()
                    .forEach(from -> fixes.add(new QuickFix("Keep only '" + from + "'", Repairs.linked(at, from))));
        }
        return fixes;
    }

    private List<QuickFix> behindBypass(Socket at, Socket from) {
        String node = from.node();
        UnaryOperator<Workflow> active = Repairs.mode(node, PlacedNode.Mode.ACTIVE);
        UnaryOperator<Workflow> muted = Repairs.mode(node, PlacedNode.Mode.MUTED);
        return List.of(
                new QuickFix("Make '" + node + "' active", active),
                new QuickFix("Mute '" + node + "'", muted),
                new QuickFix("Remove the wire from '" + from + "'", Repairs.unlinked(at, from)));
    }
}

package org.quarry.workflow;

import java.util.HashMap;
import java.util.Map;

/** Kinds and families at one node: what its inputs agree on, and what its outputs have of it. */
final class KindInference {
    private final FlatNode node;
    private final LinkedModels models;
    private final Problems problems;
    private final Map<String, Bound<Kind>> kinds = new HashMap<>();
    private final Map<String, Bound<String>> families = new HashMap<>();

    /** What a letter stands for, and the input that says so. */
    private record Bound<T>(T value, String input) {}

    KindInference(FlatNode node, LinkedModels models, Problems problems) {
        this.node = node;
        this.models = models;
        this.problems = problems;
    }

    void input(InputPort port, Socket from, Kind found) {
        if (port.kind().isEmpty() || found.word().isEmpty()) {
            return;
        }
        Kind declared = Kind.parse(port.kind());
        if (Kind.letter(declared.word())) {
            same(port, from, found, declared.word());
        } else if (!declared.word().equals(found.word())) {
            String wanted = Kind.letter(declared.family())
                    ? declared.word()
                    : resolved(declared).toString();
            complain(port, from, found, wanted, "link an output that gives one");
        } else if (Kind.letter(declared.family())) {
            family(port, from, found, declared);
        } else if (!resolved(declared).fits(found)) {
            complain(port, from, found, resolved(declared).toString(), "take both from one model");
        }
    }

    Kind output(OutputPort port) {
        Kind declared = port.kind().isEmpty() ? Kind.UNKNOWN : Kind.parse(port.kind());
        if (Kind.letter(declared.word())) {
            Bound<Kind> bound = kinds.get(declared.word());
            return bound == null ? Kind.UNKNOWN : bound.value();
        } else if (Kind.letter(declared.family())) {
            Bound<String> bound = families.get(declared.family());
            return declared.of(bound == null ? "" : bound.value());
        }
        return resolved(declared);
    }

    private void same(InputPort port, Socket from, Kind found, String letter) {
        Bound<Kind> bound = kinds.get(letter);
        if (bound != null && !bound.value().fits(found)) {
            complain(
                    port,
                    from,
                    found,
                    bound.value().toString(),
                    "input '" + bound.input() + "' takes that, and both must be one kind");
        } else if (bound == null || bound.value().family().isEmpty()) {
            kinds.put(letter, new Bound<>(found, port.name()));
        }
    }

    private void family(InputPort port, Socket from, Kind found, Kind declared) {
        if (found.family().isEmpty()) {
            return;
        }
        Bound<String> bound = families.putIfAbsent(declared.family(), new Bound<>(found.family(), port.name()));
        if (bound != null && !bound.value().equals(found.family())) {
            Kind wanted = declared.of(bound.value());
            String advice = "input '" + bound.input() + "' is of " + bound.value() + "; take both from one model";
            complain(port, from, found, wanted.toString(), advice);
        }
    }

    private Kind resolved(Kind declared) {
        return declared.familyParameter().isEmpty() ? declared : declared.of(models.family(declared));
    }

    private void complain(InputPort port, Socket from, Kind found, String wanted, String advice) {
        Socket at = node.at(port.name());
        problems.add(new WireProblem.WrongKind(at.node(), at.port(), from, found.toString(), wanted, advice));
    }
}

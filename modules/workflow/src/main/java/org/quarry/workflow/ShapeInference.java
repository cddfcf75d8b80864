package org.quarry.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.workflow.ShapePattern.Axis;

/** Sizes of axes at one node: what its inputs say of its letters, and what its outputs have of it. */
final class ShapeInference {
    private final FlatNode node;
    private final NodeDescriptor known;
    private final LinkedModels models;
    private final Problems problems;
    private final Map<String, Bound> letters = new HashMap<>();

    /** What a letter stands for, and the input that says so. */
    private record Bound(Size size, String input) {}

    ShapeInference(FlatNode node, NodeDescriptor known, LinkedModels models, Problems problems) {
        this.node = node;
        this.known = known;
        this.models = models;
        this.problems = problems;
    }

    void input(InputPort port, Socket from, List<Size> found) {
        if (port.shape().isEmpty() || found.isEmpty()) {
            return;
        }
        List<Axis> axes = ShapePattern.parse(port.shape()).axes();
        if (axes.size() != found.size()) {
            String count = axes.size() == 1 ? "1 axis" : axes.size() + " axes";
            complain(port, from, found, count + ", [" + port.shape() + "]", "link an output of that shape");
            return;
        }
        for (int i = 0; i < axes.size(); i++) {
            if (!axis(port, from, found, i, axes.get(i))) {
                return;
            }
        }
    }

    List<Size> output(OutputPort port) {
        List<Size> shape = new ArrayList<>();
        if (!port.shape().isEmpty()) {
            for (Axis axis : ShapePattern.parse(port.shape()).axes()) {
                shape.add(axis.anything() ? Size.UNKNOWN : whole(port, axis));
            }
        }
        return shape;
    }

    /** Whether an axis fits. One problem is enough for a wire. */
    private boolean axis(InputPort port, Socket from, List<Size> found, int index, Axis axis) {
        Size size = found.get(index);
        if (axis.anything() || size.equals(Size.UNKNOWN)) {
            return true;
        }
        Optional<String> open = openLetter(axis, size);
        if (open.isPresent()) {
            Size factor = value(axis, open.get());
            Size letter = size.over(factor);
            if (letter.known() && !letter.whole()) {
                String advice = "make axis " + (index + 1) + " a multiple of " + factor.top();
                complain(port, from, found, "[" + port.shape() + "]", advice);
                return false;
            }
            letters.put(open.get(), new Bound(letter, port.name()));
            return true;
        }
        Size wanted = value(axis, "");
        if (!wanted.fits(size)) {
            complain(port, from, found, wanted(port, axis, wanted), "change it where it is set, or resize it");
        }
        return wanted.fits(size);
    }

    /** The one letter of an axis that the size would decide: unknown so far, and above the line. */
    private Optional<String> openLetter(Axis axis, Size size) {
        return axis.factors().stream()
                .filter(Kind::letter)
                .filter(letter -> {
                    Bound bound = letters.get(letter);
                    return bound == null || size.known() && !bound.size().known();
                })
                .findFirst();
    }

    private String wanted(InputPort port, Axis axis, Size wanted) {
        String same = axis.factors().stream()
                .map(letters::get)
                .filter(bound -> bound != null)
                .findFirst()
                .map(bound -> bound.input().equals(port.name()) ? "" : " as at input '" + bound.input() + "'")
                .orElse("");
        String size = wanted.known() ? " = " + wanted : "";
        return "[" + port.shape() + "] with " + axis.written() + size + same;
    }

    private Size whole(OutputPort port, Axis axis) {
        Size size = value(axis, "");
        if (!size.known() || size.whole()) {
            return size;
        }
        List<String> names = new ArrayList<>(axis.factors());
        names.removeIf(name -> number(name).isPresent());
        String name = names.isEmpty() ? axis.written() : names.get(0);
        Bound bound = letters.get(name);
        String input = bound == null ? (known.input(name).isPresent() ? name : "") : bound.input();
        Socket at = node.at(input);
        problems.add(new WireProblem.WrongSize(
                at.node(),
                input.isEmpty() ? "" : at.port(),
                port.name(),
                "an axis " + axis.written() + " of size " + size,
                "make " + name + " a multiple of " + value(axis, name).bottom()));
        return Size.UNKNOWN;
    }

    /** What an axis comes to, leaving out one of its factors. */
    private Size value(Axis axis, String leftOut) {
        List<String> factors = new ArrayList<>(axis.factors());
        factors.remove(leftOut);
        Size value = Size.of(1);
        for (String factor : factors) {
            value = value.times(atom(factor));
        }
        for (String divisor : axis.divisors()) {
            value = value.over(atom(divisor));
        }
        return value;
    }

    private Size atom(String name) {
        Optional<Size> number = number(name);
        int dot = name.indexOf('.');
        if (number.isPresent()) {
            return number.get();
        } else if (dot > 0) {
            return fact(name.substring(0, dot), name.substring(dot + 1));
        } else if (Kind.letter(name)) {
            Bound bound = letters.get(name);
            return bound == null ? Size.symbol(node.name() + "." + name) : bound.size();
        }
        return parameter(name);
    }

    private Size fact(String port, String fact) {
        return models.at(port)
                .map(model -> model.sizes().get(fact))
                .map(Size::of)
                .orElse(Size.UNKNOWN);
    }

    private Size parameter(String name) {
        Optional<Json> value = known.input(name).flatMap(port -> Constants.at(node, port));
        return value.isPresent() && value.get() instanceof Json.Numeral numeral
                ? Size.of(numeral.value().longValue())
                : Size.symbol(node.name() + "." + name);
    }

    private static Optional<Size> number(String written) {
        boolean digits =
                !written.isEmpty() && written.length() < 10 && written.chars().allMatch(Character::isDigit);
        return digits ? Optional.of(Size.of(Long.parseLong(written))) : Optional.empty();
    }

    private void complain(InputPort port, Socket from, List<Size> found, String wanted, String advice) {
        Socket at = node.at(port.name());
        problems.add(new WireProblem.WrongShape(at.node(), at.port(), from, Facts.text(found), wanted, advice));
    }
}

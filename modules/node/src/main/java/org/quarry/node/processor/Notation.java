package org.quarry.node.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what stands in {@code shape} and {@code kind} against the inputs of the node. */
final class Notation {
    private static final String MODEL = "org.quarry.node.model.Model";
    private static final Set<String> FACTS =
            new TreeSet<>(List.of("channels", "factor", "textWidth", "textLength", "side"));
    private static final Pattern KIND = Pattern.compile("[A-Z]|[a-z][a-z0-9-]*(<([A-Z]|\\{[A-Za-z][A-Za-z0-9]*})>)?");
    private static final Pattern LETTER = Pattern.compile("[A-Z]");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern FACT = Pattern.compile("([a-z][A-Za-z0-9]*)\\.([A-Za-z]+)");

    private final List<DeclaredPort> inputs;
    private final Problems problems;
    private final Set<String> sizes = new TreeSet<>();
    private final Set<String> kinds = new TreeSet<>();

    Notation(List<DeclaredPort> inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
        for (DeclaredPort input : inputs) {
            atoms(input.shape()).stream().filter(Notation::letter).forEach(sizes::add);
            unknown(input.kind()).ifPresent(kinds::add);
        }
    }

    void checkInput(DeclaredPort input) {
        check(input, "input '" + input.name() + "'");
    }

    void checkOutput(DeclaredPort output) {
        String place = "output '" + output.name() + "'";
        check(output, place);
        for (String atom : atoms(output.shape())) {
            if (letter(atom) && !sizes.contains(atom)) {
                problems.add(
                        output.component(),
                        place + ": shape " + output.shape() + " has the letter " + atom
                                + ", which no input's shape has" + known(sizes)
                                + "; write ? for a size that is not known before the run");
            }
        }
        unknown(output.kind())
                .filter(unknown -> !kinds.contains(unknown))
                .ifPresent(unknown -> problems.add(
                        output.component(),
                        place + ": kind " + output.kind() + " has the letter " + unknown.replaceAll("[<>]", "")
                                + ", which stands in no input's kind in that way" + known(kinds)
                                + "; leave it out if it cannot be known before the run"));
    }

    private void check(DeclaredPort port, String place) {
        for (String atom : atoms(port.shape())) {
            shapeProblem(port.shape(), atom).ifPresent(why -> problems.add(port.component(), place + ": " + why));
        }
        if (!port.kind().isEmpty()) {
            kindProblem(port.kind()).ifPresent(why -> problems.add(port.component(), place + ": " + why));
        }
    }

    private Optional<String> shapeProblem(String shape, String atom) {
        Matcher fact = FACT.matcher(atom);
        if (letter(atom) || NUMBER.matcher(atom).matches()) {
            return Optional.empty();
        } else if (fact.matches()) {
            return factProblem(shape, fact.group(1), fact.group(2));
        } else if (NAME.matcher(atom).matches()) {
            boolean there = input(atom)
                    .filter(port -> port.type().is("int") && !port.param().isEmpty())
                    .isPresent();
            return there
                    ? Optional.empty()
                    : Optional.of("shape " + shape + " names '" + atom + "', which is no parameter of type int");
        }
        return Optional.of("shape " + shape + ": found '" + atom + "' where an axis was wanted: a number from 1, a "
                + "capital letter, an int parameter, port.size or ?; all but ? also multiplied or divided, as in H/8");
    }

    private Optional<String> factProblem(String shape, String port, String size) {
        if (input(port).filter(input -> input.type().is(MODEL)).isEmpty()) {
            return Optional.of("shape " + shape + " names '" + port + "', which is no input of type Model");
        }
        return FACTS.contains(size)
                ? Optional.empty()
                : Optional.of("shape " + shape + " asks for the size '" + size
                        + "', which models do not have; wanted one of " + String.join(", ", FACTS));
    }

    private Optional<String> kindProblem(String kind) {
        Matcher matcher = KIND.matcher(kind);
        if (!matcher.matches()) {
            return Optional.of("found kind '" + kind
                    + "'; wanted a word like latent, latent<F>, latent<{parameter}>, or one capital letter");
        }
        String family = matcher.group(2) == null ? "" : matcher.group(2);
        if (!family.startsWith("{")) {
            return Optional.empty();
        }
        String parameter = family.substring(1, family.length() - 1);
        return input(parameter)
                        .filter(port -> "model".equals(port.param().get("role")))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("kind " + kind + " names '" + parameter + "', which is no parameter with role MODEL");
    }

    private Optional<DeclaredPort> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }

    /** The letter that stands for a whole kind, as {@code K}, or for a family, as {@code <F>}. */
    private static Optional<String> unknown(String kind) {
        Matcher matcher = KIND.matcher(kind);
        if (letter(kind)) {
            return Optional.of(kind);
        }
        boolean family = matcher.matches() && matcher.group(2) != null && letter(matcher.group(2));
        return family ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Numbers and names of all axes, those of {@code ?} left out. */
    private static List<String> atoms(String shape) {
        List<String> atoms = new ArrayList<>();
        for (String axis : shape.isEmpty() ? new String[0] : shape.split(",", -1)) {
            if (!axis.strip().equals("?")) {
                for (String atom : axis.split("[*/]", -1)) {
                    atoms.add(atom.strip());
                }
            }
        }
        return atoms;
    }

    private static boolean letter(String word) {
        return LETTER.matcher(word).matches();
    }

    private static String known(Set<String> letters) {
        return letters.isEmpty() ? "" : " (there are " + String.join(", ", letters) + ")";
    }
}

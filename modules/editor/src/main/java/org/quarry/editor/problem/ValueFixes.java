package org.quarry.editor.problem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelRequest;
import org.quarry.workflow.Input;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueProblem;

/** What mends problems of values given in place. */
final class ValueFixes {
    private static final int MOST_CHOICES = 6;

    private final Ground ground;

    ValueFixes(Ground ground) {
        this.ground = ground;
    }

    List<QuickFix> of(ValueProblem problem) {
        Socket at = new Socket(problem.node(), problem.input());
        if (problem instanceof ValueProblem.OutOfRange) {
            return range(at);
        } else if (problem instanceof ValueProblem.WrongValue) {
            return otherType(at);
        } else if (problem instanceof ValueProblem.UnknownChoice choice) {
            List<QuickFix> fixes = new ArrayList<>();
            QuickFix.installing(choice.why()).ifPresent(fixes::add);
            fixes.addAll(choices(at, choice.why().suggestion(), choice.choices()));
            return fixes;
        } else if (problem instanceof ValueProblem.MissingModel missing) {
            return choices(at, missing.suggestion(), missing.known(), name -> replaced(at, missing.model(), name));
        } else if (problem instanceof ValueProblem.IncompleteModel) {
            return choices(at, "", complete());
        } else if (problem instanceof ValueProblem.GuidedTwice) {
            return List.of(setting(at, Json.of(1)));
        }
        List<QuickFix> links = new Candidates(ground).links(at);
        return links.isEmpty() ? List.of(new QuickFix("Remove the value", Repairs.cleared(at))) : links;
    }

    private List<QuickFix> range(Socket at) {
        List<QuickFix> fixes = new ArrayList<>();
        Optional<ParamSpec> spec = ground.input(at).flatMap(port -> port.param());
        if (spec.isPresent() && value(at) instanceof Json.Numeral found) {
            double nearest = Math.max(
                    spec.get().min(), Math.min(spec.get().max(), found.value().doubleValue()));
            if (Double.isFinite(nearest)) {
                Json limit = new Json.Numeral(new BigDecimal(
                        BigDecimal.valueOf(nearest).stripTrailingZeros().toPlainString()));
                if (ground.mends(Repairs.set(at, limit), at)) {
                    fixes.add(setting(at, limit));
                }
            }
        }
        fixes.addAll(initial(at));
        return fixes;
    }

    private List<QuickFix> otherType(Socket at) {
        List<QuickFix> fixes = new ArrayList<>();
        for (Json read : readings(value(at))) {
            if (ground.mends(Repairs.set(at, read), at)) {
                fixes.add(setting(at, read));
            }
        }
        fixes.addAll(initial(at));
        return fixes;
    }

    /** What somebody may have meant who wrote a number as a text, a truth value as a number, and so on. */
    private static List<Json> readings(Json value) {
        String written = value instanceof Json.Text text ? text.text().strip() : JsonWriter.line(value);
        List<Json> readings = new ArrayList<>();
        if (written.matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            BigDecimal number = new BigDecimal(written);
            readings.add(new Json.Numeral(number));
            readings.add(new Json.Numeral(number.setScale(0, java.math.RoundingMode.HALF_EVEN)));
        }
        boolean yes = Set.of("true", "yes", "on", "1").contains(written);
        if (yes || Set.of("false", "no", "off", "0").contains(written)) {
            readings.add(Json.of(yes));
        }
        if (!(value instanceof Json.Text)) {
            readings.add(Json.of(written));
        }
        return readings.stream().distinct().toList();
    }

    private List<QuickFix> choices(Socket at, String suggestion, List<String> known) {
        return choices(at, suggestion, known, name -> name);
    }

    /** Where several models stand, the others stay. */
    private String replaced(Socket at, String missing, String other) {
        List<String> names = value(at) instanceof Json.Text text ? ModelRequest.namesIn(text.text()) : List.of();
        return names.isEmpty()
                ? other
                : names.stream()
                        .map(name -> name.equals(missing) ? other : name)
                        .collect(Collectors.joining(", "));
    }

    /** @param written what stands at the parameter for a choice */
    private List<QuickFix> choices(Socket at, String suggestion, List<String> known, UnaryOperator<String> written) {
        Set<String> ordered = new LinkedHashSet<>();
        if (!suggestion.isEmpty()) {
            ordered.add(suggestion);
        }
        ground.input(at)
                .flatMap(port -> port.param())
                .map(ParamSpec::initial)
                .filter(Json.Text.class::isInstance)
                .map(initial -> ((Json.Text) initial).text())
                .filter(known::contains)
                .ifPresent(ordered::add);
        ordered.addAll(known);
        return ordered.stream()
                .limit(MOST_CHOICES)
                .map(name -> setting(at, Json.of(written.apply(name))))
                .toList();
    }

    private List<String> complete() {
        return ground.models().names().stream()
                .filter(name -> ground.models()
                        .describe(name)
                        .map(ModelDescription::missing)
                        .filter(List::isEmpty)
                        .isPresent())
                .toList();
    }

    private List<QuickFix> initial(Socket at) {
        return ground.input(at)
                .flatMap(port -> port.param())
                .map(spec -> List.of(
                        new QuickFix("Set it to the default, " + JsonWriter.line(spec.initial()), Repairs.cleared(at))))
                .orElse(List.of());
    }

    private Json value(Socket at) {
        return ground.workflow()
                .find(at.node())
                .map(node -> node.inputs().get(at.port()))
                .filter(Input.Value.class::isInstance)
                .map(input -> ((Input.Value) input).value())
                .orElse(new Json.Null());
    }

    private static QuickFix setting(Socket at, Json value) {
        String shown = value instanceof Json.Text text ? "'" + text.text() + "'" : JsonWriter.line(value);
        return new QuickFix("Set " + at.port() + " to " + shown, Repairs.set(at, value));
    }
}

package org.quarry.node.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.quarry.node.Param;

/** Reads {@code @Param}: default, range, role and choices. */
final class ParameterReader {
    private static final String TEXT = "java.lang.String";
    private static final String FILE = "java.nio.file.Path";
    private static final Set<String> NUMBERS = Set.of("int", "long", "double");

    private final Elements elements;
    private final Problems problems;
    private final KnownChoices known;

    /** Looks up what an earlier compilation knew of an enum: its docs are gone once it is compiled. */
    interface KnownChoices {
        Optional<String> doc(String type, String constant);
    }

    ParameterReader(Elements elements, Problems problems, KnownChoices known) {
        this.elements = elements;
        this.problems = problems;
        this.known = known;
    }

    static boolean supported(PortType type) {
        boolean plain = type.is("boolean") || NUMBERS.contains(type.name()) || type.is(TEXT) || type.is(FILE);
        return type.arity().equals("one") && type.demand().equals("eager") && (plain || type.isEnum());
    }

    /** The parameter's part of the index. What is wrong is reported. */
    Map<String, Object> read(RecordComponentElement component, PortType type, Param param) {
        String place = "parameter '" + component.getSimpleName() + "'";
        checkMembers(component, type, place);
        checkRole(component, type, param, place);
        Map<String, Object> entry = new LinkedHashMap<>();
        if (NUMBERS.contains(type.name())) {
            number(component, type, param, place, entry);
        } else if (type.is("boolean")) {
            entry.put("initial", param.on());
        } else if (type.isEnum()) {
            List<Map<String, Object>> choices =
                    choices(component, type.element().orElseThrow(), place);
            entry.put("initial", initial(component, param, choices, place));
            entry.put("choices", choices);
            Entries.put(entry, "open", type.open());
        } else {
            entry.put("initial", param.text());
            endings(component, param, place, entry);
        }
        if (param.role() != Param.Role.PLAIN) {
            entry.put("role", kebab(param.role().name()));
        }
        return entry;
    }

    private void endings(Element at, Param param, String place, Map<String, Object> entry) {
        List<String> endings = List.of(param.endings());
        if (endings.isEmpty()) {
            return;
        }
        if (endings.stream()
                        .anyMatch(ending -> !ending.equals(ending.toLowerCase(Locale.ROOT)) || !ending.startsWith("."))
                || endings.stream().noneMatch(param.text()::endsWith)) {
            problems.add(
                    at,
                    place + ": found endings " + String.join(", ", endings) + " and default '" + param.text()
                            + "'; wanted endings in lower case that begin with a dot, and a default with one of them");
        }
        entry.put("endings", endings);
    }

    private void number(Element at, PortType type, Param param, String place, Map<String, Object> entry) {
        double value = param.value();
        double min = param.min();
        double max = param.max();
        if (!Double.isFinite(value) || Double.isNaN(min) || Double.isNaN(max) || !(param.step() >= 0)) {
            problems.add(
                    at,
                    place + ": default, range and step must be numbers, the step not negative; found default " + value
                            + ", range " + min + " to " + max + ", step " + param.step());
            return;
        }
        if (!type.is("double") && fraction(value, min, max, param.step())) {
            problems.add(
                    at,
                    place + ": its type is " + type.name() + ", but its default, range or step has a fraction; "
                            + "use whole numbers, or the type double");
        }
        if (value < min || value > max) {
            problems.add(
                    at,
                    place + ": default " + plain(value) + " lies outside " + plain(min) + " to " + plain(max)
                            + "; change value, min or max");
        }
        entry.put("initial", Entries.number(value));
        putFinite(entry, "min", min);
        putFinite(entry, "max", max);
        if (param.step() != 0) {
            putFinite(entry, "step", param.step());
        }
    }

    private static boolean fraction(double... numbers) {
        for (double number : numbers) {
            if (Double.isFinite(number) && number != Math.rint(number)) {
                return true;
            }
        }
        return false;
    }

    private static void putFinite(Map<String, Object> entry, String key, double value) {
        if (Double.isFinite(value)) {
            entry.put(key, Entries.number(value));
        }
    }

    private static String plain(double value) {
        return Double.isFinite(value) ? Entries.number(value).toPlainString() : value < 0 ? "-infinity" : "infinity";
    }

    private List<Map<String, Object>> choices(Element at, TypeElement type, String place) {
        String name = elements.getBinaryName(type).toString();
        List<Map<String, Object>> choices = new ArrayList<>();
        for (Element constant : type.getEnclosedElements()) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                String comment = elements.getDocComment(constant);
                String doc = comment == null
                        ? known.doc(name, constant.getSimpleName().toString()).orElse("")
                        : firstText(comment);
                if (doc.isEmpty()) {
                    problems.add(
                            at,
                            place + ": constant " + constant.getSimpleName() + " of " + type.getSimpleName()
                                    + " has no Javadoc sentence, which is its help; the enum must be in this module");
                }
                Map<String, Object> choice = new LinkedHashMap<>();
                choice.put("name", kebab(constant.getSimpleName().toString()));
                choice.put("constant", constant.getSimpleName().toString());
                choice.put("doc", doc);
                choices.add(choice);
            }
        }
        return choices;
    }

    private String initial(Element at, Param param, List<Map<String, Object>> choices, String place) {
        List<String> names =
                choices.stream().map(choice -> Entries.text(choice, "name")).toList();
        if (names.isEmpty()) {
            problems.add(at, place + ": its enum has no constant; give it one with a Javadoc sentence");
            return "";
        }
        if (!param.text().isEmpty() && !names.contains(param.text())) {
            problems.add(at, place + ": default '" + param.text() + "' is none of " + String.join(", ", names));
        }
        return param.text().isEmpty() ? names.get(0) : param.text();
    }

    private void checkRole(Element at, PortType type, Param param, String place) {
        String wanted = switch (param.role()) {
            case PLAIN -> type.name();
            case SEED -> "long";
            case GUIDANCE -> "double";
            case LONG_TEXT, MODEL, MODEL_PARTS -> TEXT;
        };
        if (!type.is(wanted)) {
            problems.add(
                    at,
                    place + ": role " + param.role() + " is for the type "
                            + wanted.substring(wanted.lastIndexOf('.') + 1) + ", not " + type.name());
        }
    }

    /** A member that has no meaning for the type is a mistake: the author expects something of it. */
    private void checkMembers(RecordComponentElement component, PortType type, String place) {
        Set<String> allowed = new TreeSet<>(List.of("doc", "role"));
        if (NUMBERS.contains(type.name())) {
            allowed.addAll(List.of("value", "min", "max", "step"));
        } else {
            allowed.add(type.is("boolean") ? "on" : "text");
        }
        if (type.is(FILE)) {
            allowed.add("endings");
        }
        for (AnnotationMirror annotation : component.getAnnotationMirrors()) {
            if (annotation.getAnnotationType().toString().equals(Param.class.getName())) {
                Set<String> useless = annotation.getElementValues().keySet().stream()
                        .map(member -> member.getSimpleName().toString())
                        .filter(member -> !allowed.contains(member))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!useless.isEmpty()) {
                    problems.add(
                            component,
                            place + ": " + String.join(", ", useless) + " says nothing of the type " + type.name()
                                    + "; wanted " + String.join(", ", allowed));
                }
            }
        }
    }

    static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text of a Javadoc comment up to its first block tag, on one line and without inline tags. */
    private static String firstText(String comment) {
        String text = comment.split("(?m)^\\s*@", 2)[0];
        return text.replaceAll("\\{@(?:code|literal|link|linkplain)\\s+([^}]*)}", "$1")
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

package org.quarry.node.processor;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Whether a class can be made from its name alone and used by several threads. */
final class ClassCheck {
    private final Elements elements;
    private final Problems problems;

    ClassCheck(Elements elements, Problems problems) {
        this.elements = elements;
        this.problems = problems;
    }

    /**
     * Reports what keeps a class from that.
     *
     * @param annotation for messages, as in {@code @NodeInfo}
     * @param instead what stands in for a field
     */
    void check(TypeElement type, String annotation, String instead) {
        boolean nestedInside = type.getNestingKind() != NestingKind.TOP_LEVEL
                && !type.getModifiers().contains(Modifier.STATIC);
        if (type.getKind() != ElementKind.CLASS || type.getModifiers().contains(Modifier.ABSTRACT) || nestedInside) {
            problems.add(
                    type,
                    type.getSimpleName() + " has " + annotation + " and cannot be made from its name alone; "
                            + "wanted a class that is neither abstract nor bound to an instance of another");
            return;
        }
        boolean constructor = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(made ->
                        made.getParameters().isEmpty() && made.getModifiers().contains(Modifier.PUBLIC));
        if (!constructor || !type.getModifiers().contains(Modifier.PUBLIC)) {
            problems.add(
                    type,
                    type.getSimpleName() + " has no public constructor without arguments; make the class public "
                            + "and leave constructors out");
        }
        for (VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(type))) {
            boolean fixed = field.getModifiers().contains(Modifier.STATIC)
                    && field.getModifiers().contains(Modifier.FINAL);
            if (!fixed) {
                problems.add(
                        field,
                        "field '" + field.getSimpleName() + "' of " + type.getSimpleName() + ": it may have no state, "
                                + "because several threads call one object of the class; use " + instead);
            }
        }
    }
}

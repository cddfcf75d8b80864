package org.quarry.node.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/** What is wrong with the declarations of one module; each problem fails the build. */
final class Problems {
    private final Messager messager;
    private int count;

    Problems(Messager messager) {
        this.messager = messager;
    }

    void add(Element at, String sentence) {
        count++;
        messager.printMessage(Diagnostic.Kind.ERROR, sentence, placed(at));
    }

    void add(String sentence) {
        count++;
        messager.printMessage(Diagnostic.Kind.ERROR, sentence);
    }

    int count() {
        return count;
    }

    /** The compiler knows no line for a record component, but one for its field. */
    private static Element placed(Element at) {
        if (!(at instanceof RecordComponentElement) || !(at.getEnclosingElement() instanceof TypeElement type)) {
            return at;
        }
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (field.getSimpleName().equals(at.getSimpleName())) {
                return field;
            }
        }
        return at;
    }
}

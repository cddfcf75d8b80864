package org.quarry.node.processor;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** All that a module declares by one annotation: what is compiled now, and of the last index what is still there. */
final class Declarations {
    private final Class<? extends Annotation> annotation;
    private final Elements elements;
    private final Map<String, Map<String, Object>> read = new TreeMap<>();
    private final Map<String, TypeElement> places = new TreeMap<>();

    Declarations(Class<? extends Annotation> annotation, Elements elements) {
        this.annotation = annotation;
        this.elements = elements;
    }

    void add(TypeElement place, Map<String, Object> entry) {
        String name = elements.getBinaryName(place).toString();
        read.put(name, entry);
        places.put(name, place);
    }

    boolean isEmpty() {
        return read.isEmpty();
    }

    /** The classes that are compiled now. */
    Collection<TypeElement> places() {
        return places.values();
    }

    void forEach(BiConsumer<Map<String, Object>, TypeElement> action) {
        read.forEach((name, entry) -> action.accept(entry, place(name)));
    }

    /** All by their ids; two of one id are reported. @param last the last index, by class */
    Map<String, Map<String, Object>> byId(Map<String, Map<String, Object>> last, Problems problems) {
        Map<String, Map<String, Object>> byId = new TreeMap<>();
        last.forEach((name, entry) -> {
            TypeElement other = elements.getTypeElement(name.replace('$', '.'));
            if (!read.containsKey(name) && other != null && other.getAnnotation(annotation) != null) {
                byId.put(Entries.text(entry, "id"), entry);
            }
        });
        read.forEach((name, entry) -> {
            String id = Entries.text(entry, "id");
            Map<String, Object> other = byId.put(id, entry);
            if (other != null) {
                problems.add(
                        place(name),
                        "id '" + id + "' is that of " + Entries.text(other, "class") + " too; give each its own");
            }
        });
        return byId;
    }

    private TypeElement place(String name) {
        TypeElement place = places.get(name);
        if (place == null) {
            throw new IllegalStateException(name + " was read without its element");
        }
        return place;
    }
}

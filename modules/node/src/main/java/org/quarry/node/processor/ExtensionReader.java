package org.quarry.node.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.quarry.node.extension.Extension;
import org.quarry.node.extension.ValueView;
import org.quarry.node.extension.WorkflowImporter;

/** Reads what a module contributes besides nodes, and says everything that is wrong with a declaration. */
final class ExtensionReader {
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern ENDING = Pattern.compile("\\.[a-z0-9.]+");

    private final Types types;
    private final Elements elements;
    private final Problems problems;

    ExtensionReader(Types types, Elements elements, Problems problems) {
        this.types = types;
        this.elements = elements;
        this.problems = problems;
    }

    /** Its part of the index, or empty if something is wrong; that is reported then. */
    Optional<Map<String, Object>> read(TypeElement type) {
        int before = problems.count();
        Extension extension = type.getAnnotation(Extension.class);
        checkWords(type, extension);
        new ClassCheck(elements, problems).check(type, "@Extension", "a static constant");
        Set<String> faces = new LinkedHashSet<>();
        interfaces(type.asType(), faces);
        if (faces.isEmpty()) {
            problems.add(
                    type,
                    type.getSimpleName() + " has @Extension and implements nothing that could be contributed; wanted "
                            + "ValueView, ModelFamily, WorkflowImporter, or what a parameter of type Choice names, as "
                            + "org.quarry.diffusion.Sampler");
            return Optional.empty();
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", extension.id());
        entry.put("name", extension.name());
        entry.put("doc", extension.doc().strip());
        entry.put("implements", List.copyOf(faces));
        entry.put("class", elements.getBinaryName(type).toString());
        checkColor(type, extension, faces, entry);
        checkEndings(type, extension, faces, entry);
        return problems.count() == before ? Optional.of(entry) : Optional.empty();
    }

    private void checkWords(TypeElement type, Extension extension) {
        if (!NodeReader.ID.matcher(extension.id()).matches()) {
            problems.add(
                    type,
                    "found id '" + extension.id() + "'; wanted vendor:name in small letters, digits and dashes, "
                            + "as in acme:midpoint");
        }
        if (extension.name().isBlank() || extension.doc().isBlank()) {
            problems.add(
                    type,
                    "'" + extension.id() + "' has no " + (extension.name().isBlank() ? "name" : "doc")
                            + ", which users read; write one");
        }
    }

    private void checkColor(TypeElement type, Extension extension, Set<String> faces, Map<String, Object> entry) {
        if (!faces.contains(ValueView.class.getName())) {
            useless(type, extension, "color", extension.color(), ValueView.class);
            return;
        }
        if (!COLOR.matcher(extension.color()).matches()) {
            problems.add(
                    type,
                    "'" + extension.id() + "': found color '" + extension.color()
                            + "'; its ports need one of the form #c792ea: red, green and blue");
        }
        Optional<String> value = viewed(type.asType());
        if (value.isEmpty()) {
            problems.add(
                    type,
                    "'" + extension.id() + "' does not say which class it shows; implement ValueView<Palette>, with a "
                            + "class that has no type arguments in place of Palette");
        }
        entry.put("value", value.orElse(""));
        entry.put("color", extension.color().toLowerCase(Locale.ROOT));
    }

    private void checkEndings(TypeElement type, Extension extension, Set<String> faces, Map<String, Object> entry) {
        List<String> endings = List.of(extension.endings());
        if (!faces.contains(WorkflowImporter.class.getName())) {
            useless(type, extension, "endings", String.join(", ", endings), WorkflowImporter.class);
        } else if (endings.isEmpty()
                || !endings.stream().allMatch(ending -> ENDING.matcher(ending).matches())) {
            problems.add(
                    type,
                    "'" + extension.id() + "': found endings " + endings
                            + "; wanted at least one, in small letters with a dot first, as in .json");
        } else {
            entry.put("endings", endings);
        }
    }

    private void useless(TypeElement type, Extension extension, String member, String found, Class<?> of) {
        if (!found.isEmpty()) {
            problems.add(
                    type,
                    "'" + extension.id() + "' has " + member + " = " + found + ", which says something of a "
                            + of.getSimpleName() + " only; leave it out, or implement that");
        }
    }

    /** All interfaces of a class but those of the JDK. */
    private void interfaces(TypeMirror type, Set<String> found) {
        for (TypeMirror parent : types.directSupertypes(type)) {
            if (parent instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                String name = elements.getBinaryName(element).toString();
                if (element.getKind().isInterface() && !name.startsWith("java.")) {
                    found.add(name);
                }
                interfaces(parent, found);
            }
        }
    }

    /** The class that a view shows. */
    private Optional<String> viewed(TypeMirror type) {
        if (type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(ValueView.class.getName())) {
            List<TypeMirror> arguments = new ArrayList<>(declared.getTypeArguments());
            return arguments.stream()
                    .filter(argument -> argument.getKind() == TypeKind.DECLARED)
                    .map(argument -> (DeclaredType) argument)
                    .filter(argument -> argument.getTypeArguments().isEmpty())
                    .map(argument -> elements.getBinaryName((TypeElement) argument.asElement())
                            .toString())
                    .findFirst();
        }
        return types.directSupertypes(type).stream()
                .flatMap(parent -> viewed(parent).stream())
                .findFirst();
    }
}

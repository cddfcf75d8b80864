package org.quarry.node.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;

/** Reads the declaration of one node and says everything that is wrong with it. */
final class NodeReader {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]*:[a-z][a-z0-9-]*");

    private final Types types;
    private final Elements elements;
    private final Problems problems;
    private final ComponentReader components;

    NodeReader(Types types, Elements elements, Problems problems, ParameterReader.KnownChoices known) {
        this.types = types;
        this.elements = elements;
        this.problems = problems;
        this.components = new ComponentReader(elements, types, problems, known);
    }

    /** Its part of the index, or empty if something is wrong; that is reported then. */
    Optional<Map<String, Object>> read(TypeElement node) {
        int before = problems.count();
        NodeInfo info = node.getAnnotation(NodeInfo.class);
        checkWords(node, info);
        new ClassCheck(elements, problems).check(node, "@NodeInfo", "an input, @Previous or a static constant");
        Optional<DeclaredType> function = function(node.asType());
        if (function.isEmpty()) {
            problems.add(
                    node,
                    node.getSimpleName() + " has @NodeInfo and does not implement NodeFunction<" + node.getSimpleName()
                            + ".In, " + node.getSimpleName() + ".Out>; let it");
        }
        List<TypeElement> records = new ArrayList<>();
        function.map(DeclaredType::getTypeArguments)
                .ifPresent(arguments ->
                        arguments.forEach(argument -> nested(node, argument).ifPresent(records::add)));
        if (records.size() != 2) {
            return Optional.empty();
        }
        Map<String, Object> entry = words(node, info);
        components.read(records.get(0), records.get(1), entry);
        return problems.count() == before ? Optional.of(entry) : Optional.empty();
    }

    private void checkWords(TypeElement node, NodeInfo info) {
        if (!ID.matcher(info.id()).matches()) {
            problems.add(
                    node,
                    "found id '" + info.id() + "'; wanted vendor:name in small letters, digits and dashes, "
                            + "as in acme:sharpen");
        }
        if (info.version() < 1) {
            problems.add(node, "version of '" + info.id() + "' is " + info.version() + "; the first one is 1");
        }
        if (info.name().isBlank() || info.category().isBlank() || info.doc().isBlank()) {
            String missing = info.name().isBlank() ? "name" : info.category().isBlank() ? "category" : "doc";
            problems.add(node, "'" + info.id() + "' has no " + missing + ", which users read; write one");
        }
    }

    private Optional<DeclaredType> function(TypeMirror type) {
        if (type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(NodeFunction.class.getName())) {
            return Optional.of(declared);
        }
        return types.directSupertypes(type).stream()
                .flatMap(parent -> function(parent).stream())
                .findFirst();
    }

    private Optional<TypeElement> nested(TypeElement node, TypeMirror argument) {
        Element element = types.asElement(argument);
        if (argument.getKind() == TypeKind.DECLARED
                && element instanceof TypeElement type
                && type.getKind() == ElementKind.RECORD
                && node.equals(type.getEnclosingElement())
                && type.getTypeParameters().isEmpty()
                && type.getModifiers().contains(Modifier.PUBLIC)) {
            return Optional.of(type);
        }
        problems.add(
                node,
                "the type argument " + PortType.Reader.shown(argument) + " of " + node.getSimpleName()
                        + "'s NodeFunction is no public record inside " + node.getSimpleName()
                        + "; declare 'public record In(…)' and 'public record Out(…)' there and use these two");
        return Optional.empty();
    }

    private Map<String, Object> words(TypeElement node, NodeInfo info) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", info.id());
        entry.put("version", Entries.number(info.version()));
        entry.put("name", info.name());
        entry.put("category", info.category());
        entry.put("doc", info.doc().strip());
        Entries.put(
                entry,
                "effect",
                info.effect() == Effect.NONE
                        ? ""
                        : ParameterReader.kebab(info.effect().name()));
        Entries.put(entry, "keywords", List.of(info.keywords()));
        entry.put("class", elements.getBinaryName(node).toString());
        return entry;
    }
}

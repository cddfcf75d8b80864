package org.quarry.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.quarry.node.NodeException;

/**
 * What modules contribute besides nodes, known by what they declare. A class is loaded when its object is first asked for.
 * Safe for use by many threads.
 */
public final class Extensions {
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Object> objects = new ConcurrentHashMap<>();

    private record Entry(ExtensionDescriptor descriptor, ClassLoader loader) {}

    Extensions() {}

    /** @return what is wrong, in a sentence */
    Optional<String> add(ExtensionDescriptor extension, ClassLoader loader) {
        Entry first = entries.putIfAbsent(extension.id(), new Entry(extension, loader));
        return Optional.ofNullable(first)
                .map(other -> "'" + extension.id() + "' is brought by "
                        + other.descriptor().module() + " and by " + extension.module()
                        + "; the first is used; remove one of these modules");
    }

    /** Whether all that was there earlier is here, and is still the very same. */
    boolean extendOn(Extensions earlier) {
        return entries.entrySet().containsAll(earlier.entries.entrySet());
    }

    /** The extension of an id, if there is one. */
    public Optional<ExtensionDescriptor> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::descriptor);
    }

    /** All of them, by id. */
    List<ExtensionDescriptor> all() {
        return entries.values().stream().map(Entry::descriptor).toList();
    }

    /** Those that implement an interface, by id. */
    public List<ExtensionDescriptor> of(Class<?> face) {
        return of(face.getName());
    }

    private List<ExtensionDescriptor> of(String face) {
        return entries.values().stream()
                .map(Entry::descriptor)
                .filter(extension -> extension.faces().contains(face))
                .toList();
    }

    /**
     * The object that a module contributes; always the same for the same extension.
     *
     * @throws NodeException if its class cannot be loaded; the message names the module
     * @throws IllegalArgumentException if there is no such extension
     */
    public <T> T object(ExtensionDescriptor extension, Class<T> face) {
        Object object = objects.computeIfAbsent(extension.id(), this::load);
        if (!face.isInstance(object)) {
            throw new NodeException(
                    "",
                    "class " + extension.className() + " of '" + extension.id() + "' is no " + face.getSimpleName()
                            + ", which its module's index says; install " + extension.module() + " again");
        }
        return face.cast(object);
    }

    private Object load(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no extension " + id + " in this catalog");
        }
        ExtensionDescriptor extension = entry.descriptor();
        return ModuleClass.of(extension.className(), entry.loader(), "'" + id + "'", extension.module());
    }

    /** The node with all that modules add to its open choices. */
    NodeDescriptor open(NodeDescriptor node) {
        boolean any = node.inputs().stream()
                .anyMatch(input ->
                        input.param().filter(param -> !param.open().isEmpty()).isPresent());
        return any ? node.withInputs(node.inputs().stream().map(this::open).toList()) : node;
    }

    private InputPort open(InputPort input) {
        return input.param()
                .filter(param -> !param.open().isEmpty())
                .map(param -> input.withParam(param.withChoices(choices(param))))
                .orElse(input);
    }

    private Collection<ParamSpec.Choice> choices(ParamSpec param) {
        List<ParamSpec.Choice> choices = new ArrayList<>(param.choices());
        choices.removeIf(choice -> !choice.module().isEmpty());
        of(param.open()).forEach(more -> choices.add(new ParamSpec.Choice(more.id(), "", more.doc(), more.module())));
        return choices;
    }
}

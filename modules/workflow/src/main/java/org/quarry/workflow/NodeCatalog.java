package org.quarry.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.ApiVersion;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;

/**
 * All nodes at hand, known by what their modules declare. A node's class is loaded when its function is first asked for.
 * Safe for use by many threads.
 */
public final class NodeCatalog {
    /** Where a module lists its nodes. */
    public static final String INDEX = "META-INF/quarry/nodes.json";

    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> absent = new TreeMap<>();
    private final Map<String, ModuleNote> removed = new TreeMap<>();
    private final Map<String, String> centres = new TreeMap<>();
    private final Map<String, NodeFunction<?, ?>> functions = new ConcurrentHashMap<>();
    private final Extensions extensions = new Extensions();

    private record Entry(NodeDescriptor descriptor, ClassLoader loader) {}

    private NodeCatalog() {}

    /**
     * Reads the index of every module that one of the class loaders sees. An index that is broken, a node that is there
     * twice, and a module for another version of the node API become {@link #problems}.
     */
    public static NodeCatalog discover(List<ClassLoader> loaders) {
        return discover(NodeSources.of(loaders));
    }

    /** The same, knowing what is installed and not in use. */
    public static NodeCatalog discover(NodeSources sources) {
        NodeCatalog catalog = new NodeCatalog();
        catalog.problems.addAll(sources.problems());
        catalog.centres.putAll(sources.centres());
        Set<String> seen = new HashSet<>();
        for (ClassLoader loader : sources.loaders()) {
            for (URL index : catalog.indexes(loader)) {
                if (seen.add(index.toExternalForm())) {
                    catalog.read(index, loader);
                }
            }
        }
        catalog.entries.replaceAll(
                (id, entry) -> new Entry(catalog.extensions.open(entry.descriptor()), entry.loader()));
        sources.absent()
                .forEach(module -> module.brings().forEach(id -> catalog.absent.putIfAbsent(id, module.reason())));
        sources.removed().forEach(gone -> gone.brought().forEach(id -> catalog.removed.put(id, gone.module())));
        return catalog;
    }

    /**
     * The nodes that an index declares.
     *
     * @throws JsonException if it is none; the message names the node and the member
     */
    public static List<NodeDescriptor> declared(byte[] index) throws JsonException {
        return ModuleIndex.read(JsonReader.read(index, JsonLimits.DEFAULT).root())
                .nodes();
    }

    /** A catalog of given nodes. @param loader knows their classes */
    public static NodeCatalog of(Collection<NodeDescriptor> descriptors, ClassLoader loader) {
        NodeCatalog catalog = new NodeCatalog();
        descriptors.forEach(descriptor -> catalog.add(descriptor, loader));
        return catalog;
    }

    /** The node of an id, if there is one. */
    public Optional<NodeDescriptor> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::descriptor);
    }

    /** All nodes, by id. */
    public List<NodeDescriptor> all() {
        return entries.values().stream().map(Entry::descriptor).toList();
    }

    /** The ids of all nodes, sorted. */
    public Collection<String> ids() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** What modules contribute besides nodes. */
    public Extensions extensions() {
        return extensions;
    }

    /** What is wrong with the modules at hand: a sentence each. */
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** Why a node, or what else a module brings, is not at hand although it is installed; empty if no such module is. */
    public Optional<String> absence(String id) {
        return Optional.ofNullable(absent.get(id));
    }

    /** The module at hand that brings a node, or what else modules bring; {@link ModuleNote#NONE} if there is none. */
    public ModuleNote bringing(String id) {
        return find(id).map(NodeDescriptor::module)
                .or(() -> extensions.find(id).map(ExtensionDescriptor::module))
                .map(this::note)
                .orElse(ModuleNote.NONE);
    }

    /** The module that brought it until that was removed here; {@link ModuleNote#NONE} if there was none. */
    public ModuleNote removed(String id) {
        return removed.getOrDefault(id, ModuleNote.NONE);
    }

    /** The module of a code name as it is at hand; {@link ModuleNote#NONE} if nothing of it is. */
    public ModuleNote installed(String module) {
        return Stream.concat(
                        entries.values().stream()
                                .map(entry -> entry.descriptor().module()),
                        extensions.all().stream().map(ExtensionDescriptor::module))
                .map(this::note)
                .filter(note -> note.id().equals(module))
                .findFirst()
                .orElse(ModuleNote.NONE);
    }

    private ModuleNote note(String module) {
        ModuleNote note = ModuleNote.parse(module);
        return new ModuleNote(note.id(), note.version(), centres.getOrDefault(note.id(), ""));
    }

    /** Whether all that an earlier catalog has is here, and is still the very same. */
    public boolean extendsOn(NodeCatalog earlier) {
        return extensions.extendOn(earlier.extensions)
                && earlier.entries.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(entries.get(entry.getKey())));
    }

    /**
     * The function of a node; always the same object for the same node.
     *
     * @throws NodeException if its class cannot be loaded; the message names the module
     * @throws IllegalArgumentException if the catalog has no such node
     */
    public NodeFunction<?, ?> function(NodeDescriptor descriptor) {
        return functions.computeIfAbsent(descriptor.type().id(), this::load);
    }

    private NodeFunction<?, ?> load(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no node " + id + " in this catalog");
        }
        NodeDescriptor descriptor = entry.descriptor();
        String what = "'" + id + "'";
        Object made = ModuleClass.of(descriptor.className(), entry.loader(), what, descriptor.module());
        if (made instanceof NodeFunction<?, ?> function) {
            return function;
        }
        throw ModuleClass.unloadable(
                descriptor.className(), what, descriptor.module(), new ClassCastException("it is no NodeFunction"));
    }

    private List<URL> indexes(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(INDEX));
        } catch (IOException e) {
            problems.add("the modules cannot be listed: " + e.getMessage() + "; their nodes are missing");
            return List.of();
        }
    }

    private void read(URL index, ClassLoader loader) {
        try {
            ModuleIndex module = ModuleIndex.read(
                    JsonReader.read(bytes(index), JsonLimits.DEFAULT).root());
            Optional<String> refusal = ApiVersion.CURRENT.refusal(module.name(), module.api());
            if (refusal.isPresent()) {
                problems.add(refusal.get() + "; its nodes are missing");
                return;
            }
            module.nodes().forEach(descriptor -> add(descriptor, loader));
            module.extensions()
                    .forEach(extension -> extensions.add(extension, loader).ifPresent(problems::add));
        } catch (IOException | JsonException e) {
            problems.add(index + ": " + e.getMessage() + "; its nodes are missing; install the module again");
        }
    }

    private static byte[] bytes(URL index) throws IOException {
        URLConnection connection = index.openConnection();
        // A cached connection keeps the jar open, and a module in use cannot be replaced on Windows.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private void add(NodeDescriptor descriptor, ClassLoader loader) {
        Entry first = entries.putIfAbsent(descriptor.type().id(), new Entry(descriptor, loader));
        if (first != null) {
            problems.add("node '" + descriptor.type().id() + "' is brought by "
                    + first.descriptor().module() + " and by " + descriptor.module()
                    + "; the first is used; remove one of these modules");
        }
    }
}

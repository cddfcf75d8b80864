package org.quarry.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.quarry.node.extension.ModelFamily;
import org.quarry.node.model.Models;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;

/** What all runs of one engine share. */
record EngineParts(
        NodeCatalog nodes,
        Models models,
        ModelContents modelContents,
        FileHashes fileHashes,
        MemoryCache cache,
        Ledger ledger,
        History history,
        Executor executor,
        Map<String, Binding> bindings,
        long stepBytes) {
    EngineParts(
            NodeCatalog nodes,
            Models models,
            ModelContents modelContents,
            FileHashes fileHashes,
            MemoryCache cache,
            Executor executor,
            long stepBytes) {
        this(
                nodes,
                models,
                modelContents,
                fileHashes,
                cache,
                new Ledger(),
                new History(),
                executor,
                new ConcurrentHashMap<>(),
                stepBytes);
    }

    /** The same with other nodes. What was computed and made ready is kept if all that were there are still the same. */
    EngineParts with(NodeCatalog others) {
        // A family says how a model is steered, of which a result's key knows nothing.
        boolean same = others.extendsOn(nodes) && families(others).equals(families(nodes));
        return new EngineParts(
                others,
                models,
                modelContents,
                fileHashes,
                same ? cache : cache.emptied(),
                ledger,
                history,
                executor,
                same ? bindings : new ConcurrentHashMap<>(),
                stepBytes);
    }

    private static List<ExtensionDescriptor> families(NodeCatalog nodes) {
        return nodes.extensions().of(ModelFamily.class);
    }

    /** @throws NodeMistake if a node's class is not as its descriptor says */
    Binding binding(NodeDescriptor descriptor) {
        String id = descriptor.type().toString();
        Binding known = bindings.get(id);
        if (known != null) {
            return known;
        }
        Binding fresh = Binding.of(nodes.function(descriptor), descriptor);
        Binding first = bindings.putIfAbsent(id, fresh);
        return first == null ? fresh : first;
    }
}

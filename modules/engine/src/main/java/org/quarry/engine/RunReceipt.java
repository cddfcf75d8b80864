package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.node.model.Model;
import org.quarry.node.model.Models;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;

/** Gathers what a run's receipt says. Hashes are computed beside the run. */
final class RunReceipt {
    private final Graph graph;
    private final Keys keys;
    private final EngineParts engine;
    private final AtomicReferenceArray<Ledger.@Nullable Entry> entries;

    RunReceipt(Graph graph, Keys keys, EngineParts engine) {
        this.graph = graph;
        this.keys = keys;
        this.engine = engine;
        entries = new AtomicReferenceArray<>(graph.size());
    }

    /** A node was computed. @param used the nodes that it read @param steps of a driver, by per-step node */
    void ran(int node, Record out, Set<Integer> used, Set<String> models, Map<Integer, Ledger.Step> steps) {
        Set<Key> usedKeys = new HashSet<>();
        used.forEach(source -> usedKeys.add(keys.key(source)));
        Map<Key, Ledger.Step> stepKeys = new LinkedHashMap<>();
        steps.forEach((member, step) -> stepKeys.put(keys.key(member), step));
        Ledger.Entry entry = new Ledger.Entry(hashes(node, out), usedKeys, models, stepKeys);
        entries.set(node, entry);
        if (keys.keepable(node)) {
            engine.ledger().keep(keys.key(node), entry);
        }
    }

    /** An earlier result of a node was taken. */
    void reused(int node, Record out) {
        entries.set(
                node,
                engine.ledger()
                        .find(keys.key(node))
                        .orElseGet(() -> new Ledger.Entry(hashes(node, out), Set.of(), Set.of(), Map.of())));
    }

    /** The hashes of a node's outputs, by port; what a writing node tells of its files may differ from run to run. */
    private CompletableFuture<Map<String, String>> hashes(int node, Record out) {
        NodeDescriptor descriptor = graph.descriptor(node);
        if (descriptor.effect() == Effect.WRITES) {
            return CompletableFuture.completedFuture(Map.of());
        }
        RecordShape shape = RecordShape.of(out.getClass());
        return CompletableFuture.supplyAsync(
                () -> {
                    Map<String, String> hashes = new LinkedHashMap<>();
                    for (OutputPort port : descriptor.outputs()) {
                        Object value = shape.value(out, shape.position(port.name()));
                        hashes.put(port.name(), ContentHash.of(value, this::fingerprint));
                    }
                    return hashes;
                },
                engine.executor());
    }

    private String fingerprint(Model model) {
        return engine.modelContents().fingerprint(model);
    }

    /** The receipt of some nodes and all that they depend on, as far as it has been computed. */
    Receipt of(Iterable<Integer> nodes) {
        TreeMap<Integer, Receipt.Entry> found = new TreeMap<>();
        TreeMap<Integer, Map<String, Map<String, String>>> steps = new TreeMap<>();
        Set<String> models = new TreeSet<>();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        nodes.forEach(open::add);
        while (!open.isEmpty()) {
            int node = open.pop();
            Optional<Ledger.Entry> entry = seen.get(node) ? Optional.empty() : entry(node);
            seen.set(node);
            entry.ifPresent(ran -> {
                found.put(node, entry(node, ran.outputs().join(), Map.of()));
                models.addAll(ran.models());
                addSteps(node, ran, steps, models);
                open.addAll(read(node, ran));
            });
        }
        steps.forEach((node, drivers) -> found.put(node, entry(node, Map.of(), drivers)));
        return receipt(found, models);
    }

    private Optional<Ledger.Entry> entry(int node) {
        Ledger.Entry own = entries.get(node);
        return own != null || !keys.keepable(node)
                ? Optional.ofNullable(own)
                : engine.ledger().find(keys.key(node));
    }

    private List<Integer> read(int node, Ledger.Entry entry) {
        Needs needs = graph.needs(node);
        List<Integer> read = new ArrayList<>();
        for (int[] sources : new int[][] {needs.strict, needs.loose}) {
            for (int source : sources) {
                if (entry.used().contains(keys.key(source))) {
                    read.add(source);
                }
            }
        }
        return read;
    }

    private void addSteps(
            int driver, Ledger.Entry entry, Map<Integer, Map<String, Map<String, String>>> steps, Set<String> models) {
        graph.region(driver).ifPresent(region -> {
            for (int local = 0; local < region.size(); local++) {
                Ledger.Step step = entry.steps().get(keys.key(region.member(local)));
                if (step != null) {
                    models.addAll(step.models());
                    steps.computeIfAbsent(region.member(local), key -> new TreeMap<>())
                            .put(graph.name(driver), step.outputs());
                }
            }
        });
    }

    private Receipt.Entry entry(int node, Map<String, String> outputs, Map<String, Map<String, String>> steps) {
        NodeDescriptor descriptor = graph.descriptor(node);
        return new Receipt.Entry(descriptor.type().toString(), descriptor.module(), seeds(node), outputs, steps);
    }

    private Map<String, String> seeds(int node) {
        Map<String, String> seeds = new LinkedHashMap<>();
        for (Inlet inlet : graph.inlets(node)) {
            InputPort port = inlet.port;
            Json constant = inlet.constant;
            if (constant != null
                    && port.param()
                            .filter(param -> param.role() == Param.Role.SEED)
                            .isPresent()) {
                seeds.put(port.name(), JsonWriter.line(constant));
            }
        }
        return seeds;
    }

    private Receipt receipt(TreeMap<Integer, Receipt.Entry> found, Set<String> models) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        models.forEach(name -> fingerprints.put(name, engine.modelContents().fingerprint(name)));
        Map<String, Receipt.Entry> nodes = new LinkedHashMap<>();
        found.forEach((node, entry) -> nodes.put(graph.name(node), entry));
        Models.Provider provider = engine.models().provider();
        return new Receipt(
                Version.QUARRY,
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                provider.name() + ": " + provider.reason(),
                fingerprints,
                nodes);
    }
}

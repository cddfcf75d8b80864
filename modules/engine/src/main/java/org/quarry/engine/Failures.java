package org.quarry.engine;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.NodeException;
import org.quarry.node.model.ModelException;
import org.quarry.workflow.NodeDescriptor;

/** The failures of one run. */
final class Failures {
    private static final int DEEPEST_CAUSE = 20;

    private final Map<String, Failure> byNode = new LinkedHashMap<>();
    private final Map<Throwable, String> nodes = new IdentityHashMap<>();

    /** Takes up what a node threw. */
    synchronized Failure add(String node, NodeDescriptor descriptor, Throwable thrown) {
        Failure failure = describe(node, descriptor, thrown);
        byNode.put(node, failure);
        nodes.put(thrown, node);
        return failure;
    }

    /** The node whose failure this is, if it is one that came through from another node. */
    synchronized Optional<String> origin(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (nodes.containsKey(at)) {
                return Optional.of(nodes.get(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    synchronized boolean failed(String node) {
        return byNode.containsKey(node);
    }

    /** Throws again what a node threw. */
    RuntimeException again(String node) {
        Throwable thrown = find(node).cause();
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private synchronized Failure find(String node) {
        Failure failure = byNode.get(node);
        if (failure == null) {
            throw new IllegalStateException("'" + node + "' has not failed");
        }
        return failure;
    }

    synchronized List<Failure> all() {
        return List.copyOf(byNode.values());
    }

    private static Failure describe(String node, NodeDescriptor descriptor, Throwable thrown) {
        String module = descriptor.module();
        if (thrown instanceof NodeException mendable) {
            String input = mendable.input().orElse("");
            return new Failure(node, input, message(thrown), Failure.Kind.USER, thrown);
        } else if (thrown instanceof ModelException) {
            return new Failure(node, "", message(thrown), Failure.Kind.MACHINE, thrown);
        } else if (thrown instanceof OutOfMemoryError) {
            String authors = descriptor.type().vendor().equals("quarry")
                    ? ""
                    : "; if that does not help, tell the authors of " + module;
            String sentence = "the memory of " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB is full; make the picture smaller, or start Quarry with more memory (-Xmx)" + authors;
            return new Failure(node, "", sentence, Failure.Kind.MACHINE, thrown);
        } else if (thrown instanceof NodeMistake) {
            String sentence = message(thrown) + "; this is a mistake in " + module + ", tell its authors";
            return new Failure(node, "", sentence, Failure.Kind.NODE, thrown);
        }
        String sentence =
                "failed unexpectedly with " + thrown + "; this is a mistake in " + module + ", tell its authors";
        return new Failure(node, "", sentence, Failure.Kind.NODE, thrown);
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }
}

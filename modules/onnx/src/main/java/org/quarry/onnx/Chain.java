package org.quarry.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loaded network: one session, or several in a row, each of which is given what the ones before it computed. What one of them gives to
 * another is no output of the network.
 */
final class Chain implements AutoCloseable {
    private final List<OrtSession> sessions;
    private final Map<String, NodeInfo> inputs = new LinkedHashMap<>();
    private final Map<String, NodeInfo> outputs = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** @param sessions in the order in which they compute; closed with this */
    Chain(List<OrtSession> sessions) throws OrtException {
        this.sessions = List.copyOf(sessions);
        Set<String> within = new LinkedHashSet<>();
        for (OrtSession session : sessions) {
            for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
                if (outputs.remove(input.getKey()) != null) {
                    within.add(input.getKey());
                } else if (!within.contains(input.getKey())) {
                    inputs.put(input.getKey(), input.getValue());
                }
            }
            outputs.putAll(session.getOutputInfo());
            metadata.putAll(session.getMetadata().getCustomMetadata());
        }
    }

    Collection<NodeInfo> inputs() {
        return inputs.values();
    }

    Collection<NodeInfo> outputs() {
        return outputs.values();
    }

    /** What the graph's author wrote beside it. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** What a run computed, in the runtime's memory until it is closed. */
    static final class Computed implements AutoCloseable {
        private final List<OrtSession.Result> results = new ArrayList<>();
        private final Map<String, OnnxTensor> values = new HashMap<>();

        /** An output that was asked for. */
        OnnxTensor value(String name) {
            return java.util.Objects.requireNonNull(values.get(name), name);
        }

        private void add(OrtSession.Result result) {
            results.add(result);
            result.forEach(output -> values.put(output.getKey(), (OnnxTensor) output.getValue()));
        }

        @Override
        public void close() {
            results.forEach(OrtSession.Result::close);
        }
    }

    /**
     * Runs all sessions. Only what is wanted of the outputs is computed.
     *
     * @param given a tensor for each input
     */
    Computed run(Map<String, OnnxTensor> given, Set<String> wanted, RunOptions options) throws OrtException {
        Computed computed = new Computed();
        boolean whole = false;
        try {
            for (int i = 0; i < sessions.size(); i++) {
                OrtSession session = sessions.get(i);
                Set<String> names = wanted(i, wanted);
                if (!names.isEmpty()) {
                    Map<String, OnnxTensor> arguments = new LinkedHashMap<>();
                    for (String input : session.getInputNames()) {
                        arguments.put(input, given.containsKey(input) ? given.get(input) : computed.value(input));
                    }
                    computed.add(NativeWork.run(() -> session.run(arguments, names, options)));
                }
            }
            whole = true;
            return computed;
        } finally {
            if (!whole) {
                computed.close();
            }
        }
    }

    /** Of a session's outputs those that are asked for, and those that later sessions take. */
    private Set<String> wanted(int session, Set<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        for (String output : sessions.get(session).getOutputNames()) {
            boolean later = sessions.stream()
                    .skip(session + 1)
                    .anyMatch(after -> after.getInputNames().contains(output));
            if (later || wanted.contains(output)) {
                names.add(output);
            }
        }
        return names;
    }

    @Override
    public void close() throws OrtException {
        for (OrtSession session : sessions) {
            session.close();
        }
    }
}

package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.quarry.workflow.OutputPort;

/**
 * The checksums of a per-step output as one text: one for each evaluation of its driver, or a dash where the node was not
 * needed. Enough to find the evaluation at which two runs part; the driver's own outputs have whole hashes.
 */
final class StepHashes {
    private static final String NONE = "-";

    private final List<OutputPort> ports;
    private final StringBuilder[] texts;
    private final int[] evaluations;

    StepHashes(List<OutputPort> ports) {
        this.ports = ports;
        texts = ports.stream().map(port -> new StringBuilder()).toArray(StringBuilder[]::new);
        evaluations = new int[texts.length];
    }

    /** Adds what one evaluation gave at a port. @param evaluation its number, from 1, higher than those before */
    void add(int port, int evaluation, String checksum) {
        for (int missing = evaluations[port] + 1; missing < evaluation; missing++) {
            texts[port].append(NONE).append(' ');
        }
        texts[port].append(checksum).append(' ');
        evaluations[port] = evaluation;
    }

    /** The texts, by port. */
    Map<String, String> texts() {
        Map<String, String> byPort = new LinkedHashMap<>();
        for (int port = 0; port < texts.length; port++) {
            byPort.put(ports.get(port).name(), texts[port].toString().strip());
        }
        return byPort;
    }

    /** The number of the first evaluation, from 1, at which two texts differ. */
    static OptionalInt firstDifference(String one, String other) {
        String[] here = one.split(" ");
        String[] there = other.split(" ");
        for (int i = 0; i < Math.max(here.length, there.length); i++) {
            String left = i < here.length ? here[i] : NONE;
            String right = i < there.length ? there[i] : NONE;
            if (!left.equals(right)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }
}

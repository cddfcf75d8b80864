package org.quarry.workflow.sweep;

import java.util.Map;
import org.quarry.json.Json;
import org.quarry.workflow.Socket;

/** One cell of a sweep: what to set, and how the grid names it. */
record Combination(Map<Socket, Json> values, String label) {
    Combination {
        values = Map.copyOf(values);
    }
}

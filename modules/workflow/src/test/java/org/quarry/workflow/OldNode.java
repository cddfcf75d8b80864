package org.quarry.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.tensor.Picture;

/** A node that has changed twice: percent became a fraction, then image became picture, and the output image result. */
public final class OldNode implements NodeFunction<OldNode.In, OldNode.Out> {
    public record In(Optional<Picture> picture, double strength, long seed) {}

    public record Out(Picture result) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.picture().orElseThrow());
    }

    @Override
    public Map<String, Object> migrate(Map<String, Object> inputs, int version) {
        Map<String, Object> migrated = new LinkedHashMap<>(inputs);
        if (version == 1 && migrated.remove("percent") instanceof Number percent) {
            migrated.put("strength", percent.doubleValue() / 100);
        }
        if (version == 2 && migrated.containsKey("image")) {
            migrated.put("picture", migrated.remove("image"));
        }
        return migrated;
    }

    @Override
    public String migrateOutput(String port, int version) {
        if (port.equals("cursed")) {
            throw new IllegalStateException("nobody asks for this");
        }
        return version == 2 && port.equals("image") ? "result" : port;
    }
}

package org.quarry.onnx;

import java.util.Map;
import org.quarry.node.model.Models;

/** Opens models whose networks ONNX Runtime computes. Found by {@link java.util.ServiceLoader}. */
public final class OnnxModelsFactory implements Models.Factory {
    @Override
    public Models open(Models.Options options) {
        Map<String, String> environment = System.getenv();
        return new OnnxModels(options, new OnnxRuntime(new Natives(options.cache(), environment)));
    }
}

package org.quarry.onnx;

import java.util.List;
import java.util.Optional;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.node.model.AdaptedModel;
import org.quarry.node.model.Adapter;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;

/** A model whose weights other files can change. */
interface AdaptableModel extends Model {
    /** The weights of a network whose graph is written here; empty if it is a network of ONNX, or none. */
    Optional<Weights> weights(String component);

    /** A network with changes of its weights. */
    Network network(String component, List<AdapterFile> adapters);

    @Override
    default AdaptedModel adapted(Adapter adapter) {
        return AdaptedOnnxModel.of(this, List.of(), adapter);
    }
}

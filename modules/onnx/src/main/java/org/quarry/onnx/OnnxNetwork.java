package org.quarry.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A network of a model folder. It stays usable when its session is evicted: the next run loads it again. */
final class OnnxNetwork implements Network {
    private final NetworkFile file;
    private final Backend backend;
    private final Map<String, DeclaredPort> inputs;
    private final Map<String, DeclaredPort> outputs;

    /** What goes into the inputs that may be left out. */
    private final Map<String, Tensor> optional;

    private final List<NetworkPort> inputPorts;
    private final List<NetworkPort> outputPorts;

    private OnnxNetwork(NetworkFile file, Backend backend, Chain chain) {
        this.file = file;
        this.backend = backend;
        this.inputs = ports(chain.inputs());
        this.outputs = ports(chain.outputs());
        this.optional = OptionalInputs.of(chain.metadata());
        inputPorts = inputs.values().stream().map(DeclaredPort::port).toList();
        outputPorts = outputs.values().stream().map(DeclaredPort::port).toList();
    }

    /** Loads a network and reads what it declares. @throws ModelException if that fails */
    static OnnxNetwork load(NetworkFile file, Backend backend) {
        try (Sessions.Lease lease = backend.sessions().lease(file)) {
            OnnxNetwork network = new OnnxNetwork(file, backend, lease.chain());
            for (NodeInfo declared : lease.chain().inputs()) {
                if (!network.inputs.containsKey(declared.getName())) {
                    throw new ModelException("network '" + file.name() + "', input '" + declared.getName()
                            + "': no tensor here can be turned into " + declared.getInfo());
                }
            }
            return network;
        }
    }

    private static Map<String, DeclaredPort> ports(Collection<NodeInfo> declared) {
        Map<String, DeclaredPort> ports = new LinkedHashMap<>();
        declared.forEach(info -> DeclaredPort.of(info).ifPresent(port -> ports.put(port.name(), port)));
        return ports;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public List<NetworkPort> inputs() {
        return inputPorts;
    }

    @Override
    public List<NetworkPort> outputs() {
        return outputPorts;
    }

    @Override
    public Map<String, Tensor> execute(Map<String, Tensor> values, List<String> wanted, Cancellation cancellation) {
        List<Argument> arguments = arguments(values);
        Set<String> names = wanted.isEmpty() ? outputs.keySet() : new LinkedHashSet<>(wanted);
        names.stream().filter(name -> !outputs.containsKey(name)).findFirst().ifPresent(unknown -> {
            throw new ModelException("network '" + name() + "' has no output '" + unknown + "'; it has "
                    + String.join(", ", outputs.keySet()));
        });
        try (Sessions.Lease lease = backend.sessions().lease(file);
                StoppableRun run = new StoppableRun(cancellation)) {
            return compute(lease.chain(), arguments, names, run);
        } catch (OrtException e) {
            if (cancellation.cancelled()) {
                throw stopped();
            }
            String given = arguments.stream().map(Argument::toString).collect(Collectors.joining(", "));
            throw new ModelException(
                    "network '" + name() + "' (" + file.path() + ") failed on " + given + ": " + Failures.sentence(e),
                    e);
        }
    }

    private Map<String, Tensor> compute(Chain chain, List<Argument> arguments, Set<String> names, StoppableRun run)
            throws OrtException {
        OrtEnvironment environment = backend.runtime().environment();
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (Argument argument : arguments) {
                given.put(argument.input().name(), argument.toRuntime(environment));
            }
            if (run.stopped()) {
                throw stopped();
            }
            try (Chain.Computed computed = chain.run(given, names, run.options())) {
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                for (String name : names) {
                    outputs.put(name, Elements.fromRuntime(computed.value(name)));
                }
                return outputs;
            }
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    /** A tensor on its way into an input. @param shape under which it goes in */
    private record Argument(DeclaredPort input, Tensor value, Shape shape) {
        OnnxTensor toRuntime(OrtEnvironment environment) throws OrtException {
            return Elements.toRuntime(environment, value, input.type(), shape);
        }

        @Override
        public String toString() {
            return input.name() + " " + shape;
        }
    }

    private CancellationException stopped() {
        return new CancellationException("network '" + name() + "' was stopped");
    }

    /** A tensor for each input. @throws ModelException if one is missing, unknown or does not fit */
    private List<Argument> arguments(Map<String, Tensor> values) {
        values.keySet().stream()
                .filter(name -> !inputs.containsKey(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ModelException(
                            "network '" + name() + "' has no input '" + unknown + "'; it has " + declared());
                });
        return inputs.values().stream().map(input -> argument(input, values)).toList();
    }

    private Argument argument(DeclaredPort input, Map<String, Tensor> values) {
        Tensor value = values.getOrDefault(input.name(), optional.get(input.name()));
        if (value == null) {
            throw new ModelException(
                    "network '" + name() + "', input '" + input.name() + "' was not given; it wants " + declared());
        }
        Shape shape = input.fit(value.shape()).orElseThrow(() -> {
            String wanted = input.port().axes().stream()
                    .map(axis -> axis < 0 ? "?" : axis.toString())
                    .collect(Collectors.joining(", ", "[", "]"));
            return new ModelException("network '" + name() + "', input '" + input.name() + "': shape " + value.shape()
                    + ", the network wants " + wanted);
        });
        return new Argument(input, value, shape);
    }

    private String declared() {
        return inputs.values().stream().map(input -> input.port().toString()).collect(Collectors.joining(", "));
    }
}

package org.quarry.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models.Provider;

/** Which devices work here, found out by computing something on each. What was found is kept. */
final class Devices {
    /** A network whose output is its input, of one float: {@code y = Identity(x)}. */
    private static final String SMALLEST_NETWORK =
            "CAg6N1oPCgF4EgoKCAgBEgQKAggBChAKAXgSAXkiCElkZW50aXR5Yg8KAXkSCgoICAESBAoCCAESAWdCAhAN";

    private final OnnxRuntime runtime;
    private final String wanted;
    private final Map<Device, Provider> found = new ConcurrentHashMap<>();

    /** @throws ModelException if there is no device of the wanted name */
    Devices(OnnxRuntime runtime, String wanted) {
        if (!wanted.equals(Device.AUTO) && Device.named(wanted).isEmpty()) {
            throw new ModelException("there is no device '" + wanted + "'; choose one of " + Device.choices());
        }
        this.runtime = runtime;
        this.wanted = wanted;
    }

    /** Every device, tried now if it was not yet. */
    List<Provider> all() {
        return Arrays.stream(Device.values()).map(this::tried).toList();
    }

    /**
     * The device to compute on: the wanted one, or for {@code auto} CUDA if it works and else the CPU.
     *
     * @throws ModelException if the wanted one does not work here; says why and what to do
     */
    Device device() {
        Device device = Device.named(wanted).orElseGet(this::best);
        Provider provider = tried(device);
        if (!provider.usable()) {
            throw new ModelException("the device '" + wanted + "' was asked for and cannot be used: "
                    + provider.reason() + "; or ask for auto or cpu");
        }
        return device;
    }

    /** The device to compute on, and why it was chosen. Fails as {@link #device} does. */
    Provider provider() {
        Device device = device();
        if (!wanted.equals(Device.AUTO)) {
            return new Provider(device.label(), true, "asked for");
        }
        String reason = device == Device.CPU
                ? "CUDA is not used: " + tried(Device.CUDA).reason()
                : "the fastest that works here";
        return new Provider(device.label(), true, reason);
    }

    private Device best() {
        return tried(Device.CUDA).usable() ? Device.CUDA : Device.CPU;
    }

    private Provider tried(Device device) {
        return found.computeIfAbsent(device, this::attempt);
    }

    private Provider attempt(Device device) {
        if (device == Device.CPU) {
            return new Provider(device.label(), true, "always there");
        }
        OrtEnvironment environment = runtime.environment();
        if (!OrtEnvironment.getAvailableProviders().contains(device.provider())) {
            return new Provider(
                    device.label(), false, "this build of ONNX Runtime does not know it; " + device.advice());
        }
        try (SessionOptions options = new SessionOptions()) {
            device.add(options);
            try (OrtSession session = environment.createSession(smallestNetwork(), options)) {
                return new Provider(device.label(), true, "computed a network of " + session.getNumInputs() + " input");
            }
        } catch (OrtException e) {
            return new Provider(device.label(), false, Failures.sentence(e) + "; " + device.advice());
        }
    }

    static byte[] smallestNetwork() {
        return Base64.getDecoder().decode(SMALLEST_NETWORK);
    }
}

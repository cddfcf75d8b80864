package org.quarry.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of hardware that ONNX Runtime can be built for, and what to do where it is not there. */
enum Device {
    CPU(OrtProvider.CPU, "") {
        @Override
        void add(SessionOptions options) {}
    },
    CUDA(
            OrtProvider.CUDA,
            "it needs an NVIDIA GPU with CUDA 12 and cuDNN 9, and " + Device.gpuBuild("the CUDA build")) {
        @Override
        void add(SessionOptions options) throws OrtException {
            options.addCUDA(0);
        }
    },
    TENSORRT(
            OrtProvider.TENSOR_RT,
            "it needs an NVIDIA GPU with CUDA 12, cuDNN 9 and TensorRT 10, and " + Device.gpuBuild("the CUDA build")) {
        @Override
        void add(SessionOptions options) throws OrtException {
            options.addTensorrt(0);
            // What TensorRT cannot compute, CUDA should, not the CPU.
            options.addCUDA(0);
        }
    },
    DIRECTML(OrtProvider.DIRECT_ML, "it needs Windows, and " + Device.gpuBuild("the DirectML build")) {
        @Override
        void add(SessionOptions options) throws OrtException {
            options.setMemoryPatternOptimization(false);
            options.addDirectML(0);
        }
    },
    COREML(OrtProvider.CORE_ML, "it needs a Mac, and " + Device.gpuBuild("a build with CoreML")) {
        @Override
        void add(SessionOptions options) throws OrtException {
            options.addCoreML();
        }
    };

    /** The choice that {@link Devices} makes by itself. */
    static final String AUTO = "auto";

    private final OrtProvider provider;
    private final String advice;

    Device(OrtProvider provider, String advice) {
        this.provider = provider;
        this.advice = advice;
    }

    /** Tells the options of a session to compute here. Fails where the runtime or the hardware lacks what it takes. */
    abstract void add(SessionOptions options) throws OrtException;

    /** Whether it computes in 16 bits faster than in 32. */
    boolean gainsFromHalves() {
        return this != CPU;
    }

    /** What ONNX Runtime calls it. */
    OrtProvider provider() {
        return provider;
    }

    /** What to do if it is not there. */
    String advice() {
        return advice;
    }

    /** What users call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The device that users call so. */
    static Optional<Device> named(String label) {
        return Arrays.stream(values())
                .filter(device -> device.label().equals(label))
                .findFirst();
    }

    /** All that users may ask for, in words. */
    static String choices() {
        return AUTO + ", " + Arrays.stream(values()).map(Device::label).collect(Collectors.joining(", "));
    }

    private static String gpuBuild(String build) {
        return "the native libraries of " + build + " of ONNX Runtime " + Natives.version() + " in a folder named by "
                + Natives.VARIABLE + " or -D" + Natives.PROPERTY;
    }
}

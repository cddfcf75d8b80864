package org.quarry.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import org.quarry.node.model.ModelException;

/** ONNX Runtime in this process, started at the first use: a run that needs no network never loads native code. */
final class OnnxRuntime {
    private final Natives natives;

    OnnxRuntime(Natives natives) {
        this.natives = natives;
    }

    /**
     * The process's one environment. It prints nothing; what it has to say comes as exceptions.
     *
     * @throws ModelException if the native libraries cannot be loaded
     */
    OrtEnvironment environment() {
        synchronized (OnnxRuntime.class) {
            natives.announce();
            try {
                return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "quarry");
            } catch (LinkageError e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new ModelException(
                        "ONNX Runtime " + Natives.version() + " cannot load its native libraries for "
                                + Natives.platform() + " from " + System.getProperty(Natives.PROPERTY, "its jar") + ": "
                                + cause.getMessage(),
                        e);
            }
        }
    }
}

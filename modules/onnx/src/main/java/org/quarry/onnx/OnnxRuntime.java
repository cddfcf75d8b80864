package org.quarry.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quarry.node.model.ModelException;

/** ONNX Runtime in this process, started at the first use: a run that needs no network never loads native code. */
final class OnnxRuntime {
    private static final Logger LOG = Logger.getLogger(OnnxRuntime.class.getName());
    private static final String NAME = "quarry";

    // Guarded by the class: there is one environment in a process.
    private static boolean kept;

    private final Natives natives;

    OnnxRuntime(Natives natives) {
        this.natives = natives;
        NativeWork.guard();
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
                if (!kept) {
                    DeepThread.run(OnnxRuntime::start);
                    kept = true;
                }
                return OrtEnvironment.getEnvironment();
            } catch (IllegalStateException e) {
                // The runtime adds a shutdown hook, for which it is too late.
                throw new CancellationException("the process is ending");
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

    private static OrtEnvironment start() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME);
        keep();
        return environment;
    }

    /**
     * Takes a second reference to the native environment, which the runtime counts. Its Java classes give theirs up in a
     * shutdown hook; without another, a network that is still being loaded or run when a user interrupts the process
     * would find the environment freed, and the process would crash. There is no public way to take one.
     */
    private static void keep() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(), NAME);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, e, () -> "the environment is freed when the process is told to end");
        }
    }
}

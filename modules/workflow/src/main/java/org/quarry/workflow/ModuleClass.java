package org.quarry.workflow;

import java.lang.reflect.InvocationTargetException;
import org.quarry.node.NodeException;

/** Makes objects of modules' classes. */
final class ModuleClass {
    private ModuleClass() {}

    /**
     * An object of a class.
     *
     * @param what it is, for the message
     * @throws NodeException if it cannot be made; the message names the module
     */
    static Object of(String className, ClassLoader loader, String what, String module) {
        try {
            return Class.forName(className, true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (InvocationTargetException e) {
            throw unloadable(className, what, module, e.getTargetException());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unloadable(className, what, module, e);
        }
    }

    static NodeException unloadable(String className, String what, String module, Throwable cause) {
        Throwable first =
                cause instanceof ExceptionInInitializerError && cause.getCause() != null ? cause.getCause() : cause;
        return new NodeException(
                "",
                "class " + className + " of " + what + " cannot be loaded (" + first + "); install " + module
                        + " again",
                cause);
    }
}

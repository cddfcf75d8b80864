package org.quarry.diffusion;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** A test of a reference file that fails says which file it was. */
final class NamesItsFile implements InvocationInterceptor {
    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (TestAbortedException e) {
            throw e;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(file(call) + ": " + e.getMessage(), e);
        }
    }

    private static String file(ReflectiveInvocationContext<Method> call) {
        return call.getArguments().stream()
                .filter(Golden.class::isInstance)
                .map(golden -> ((Golden) golden).id() + ".json")
                .findFirst()
                .orElse("not a reference file");
    }
}

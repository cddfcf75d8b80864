package org.quarry.testkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunResult;
import org.quarry.workflow.Socket;

/** Runs the workflow of a {@link WorkflowTest} before its method. */
final class WorkflowRunner implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(WorkflowRunner.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Path file = file(context);
        ClassLoader loader = context.getRequiredTestClass().getClassLoader();
        Bench bench = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(loader, key -> Bench.open(loader), Bench.class);
        Quarry quarry = Quarry.load(file).on(bench.engine()).into(bench.output());
        Expectations expectations = Expectations.of(quarry.workflow());
        Set<String> targets = new TreeSet<>();
        expectations
                .sockets()
                .forEach(socket -> targets.add(Socket.parse(socket).node()));
        RunResult result = quarry.to(targets.toArray(String[]::new)).run().orThrow();
        List<String> differences = expectations.differences(result);
        if (!differences.isEmpty()) {
            throw new AssertionError(file.getFileName() + ": " + String.join("; ", differences));
        }
        context.getStore(NAMESPACE).put(RunResult.class, result);
    }

    private static Path file(ExtensionContext context) {
        String name = context.getRequiredTestMethod()
                .getAnnotation(WorkflowTest.class)
                .value();
        Class<?> test = context.getRequiredTestClass();
        URL resource = test.getResource(name);
        Path file = resource == null ? Path.of(name) : path(resource);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("@WorkflowTest(\"" + name + "\"): there is no such file, neither beside "
                    + test.getName() + " among the test resources nor at " + file.toAbsolutePath());
        }
        return file;
    }

    private static Path path(URL resource) {
        try {
            return Path.of(new URI(resource.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(resource + " is no file", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunResult.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(RunResult.class, RunResult.class);
    }
}

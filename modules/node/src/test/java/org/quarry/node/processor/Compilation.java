package org.quarry.node.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.quarry.node.NodeFunction;
import org.quarry.tensor.Tensor;

/** Compiles small sources with the processor, as a build does. */
final class Compilation {
    /** A node with everything in place; tests put other components or words into it. */
    static final String NODE = """
           package acme;
           import java.nio.file.Path;
           import java.util.*;
           import org.quarry.node.*;
           import org.quarry.node.model.*;
           import org.quarry.tensor.*;

           @NodeInfo(id = "acme:sharpen", version = 1, name = "Sharpen", category = "Picture", doc = "Hardens edges.")
           public final class Sharpen implements NodeFunction<Sharpen.In, Sharpen.Out> {
               public record In(
                   IN) {}
               public record Out(
                   OUT) {}
               @Override public Out run(In in, Call call) { throw new UnsupportedOperationException(); }
               public enum Edge {
                   /** Repeats the {@code last} pixel. */ CLAMP,
                   /** Starts again
                    *  at the other side.
        *  @since 1 */ WRAP_ROUND
               }
               public enum Silent { /** Said. */ SAID, UNSAID }
           }
        """;
    /** The line of {@link #NODE} on which its class stands, which is where the compiler places an annotated class. */
    static final int NODE_LINE = 8;

    static final int IN_LINE = 11;
    static final int OUT_LINE = 13;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    // Shared, because opening the JDK's modules takes longer than compiling a node.
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    /** One error, and its line in the source; 0 if it has no place. */
    record Failure(int line, String message) {}

    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private List<Failure> failures = List.of();

    /** @param folder for classes */
    Compilation(Path folder) {
        this.folder = folder;
    }

    static String node(String in, String out) {
        return NODE.replace("IN)", in + ")").replace("OUT)", out + ")");
    }

    Compilation with(String option) {
        options.add(option);
        return this;
    }

    /** Compiles compilation units; the first class in each gives it its name. */
    Compilation compile(String... sources) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(folder)));
        FILES.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath(folder));
        var task = COMPILER.getTask(
                new StringWriter(),
                FILES,
                diagnostics,
                options,
                null,
                Stream.of(sources).map(Source::new).toList());
        task.setProcessors(List.of(new NodeProcessor()));
        boolean passed = task.call();
        failures = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic ->
                        new Failure((int) Math.max(0, diagnostic.getLineNumber()), diagnostic.getMessage(Locale.ROOT)))
                .toList();
        if (passed != failures.isEmpty()) {
            throw new IllegalStateException("the compiler says " + passed + " with the errors " + failures);
        }
        return this;
    }

    List<Failure> failures() {
        return failures;
    }

    String messages() {
        return failures.stream().map(Failure::message).collect(Collectors.joining("\n"));
    }

    String index() throws IOException {
        if (!failures.isEmpty()) {
            throw new IllegalStateException(messages());
        }
        return Files.readString(folder.resolve("META-INF/quarry/nodes.json"));
    }

    private static List<Path> classPath(Path output) {
        return Stream.concat(
                        Stream.of(output),
                        Stream.of(NodeFunction.class, Tensor.class, NullMarked.class)
                                .map(Compilation::home))
                .toList();
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            return text.replaceFirst(
                    "(?s).*?public (?:abstract |final )*(?:class|interface|record|enum) (\\w+).*", "$1");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

package org.quarry.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A real module made of sources: compiled with the annotation processor, and seen by a class loader of its own. */
final class ModuleOfSource {
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private ModuleOfSource() {}

    /** The module that a page's examples make. @param page below the folder `modules` */
    static ClassLoader ofExamples(String page, Path folder) {
        try {
            String text = Files.readString(Path.of("..", page));
            return of(
                    folder,
                    EXAMPLE.matcher(text)
                            .results()
                            .map(example -> example.group(1))
                            .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The module of these files. @param folder for its classes */
    static ClassLoader of(Path folder, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-processor",
                "org.quarry.node.processor.NodeProcessor",
                "-Aquarry.module=com.acme.examples 1.0");
        boolean compiled = compiler.getTask(
                        new StringWriter(),
                        null,
                        problems,
                        options,
                        null,
                        Stream.of(sources).map(Source::new).toList())
                .call();
        if (!compiled) {
            throw new IllegalStateException(problems.getDiagnostics().stream()
                    .map(problem -> problem.getLineNumber() + ": " + problem.getMessage(Locale.ROOT))
                    .toList()
                    .toString());
        }
        try {
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ModuleOfSource.class.getClassLoader());
        } catch (MalformedURLException e) {
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
            return Pattern.compile("public (?:final )?(?:class|record|enum|interface) (\\w+)")
                    .matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

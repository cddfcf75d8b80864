package org.quarry.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.ApiVersion;

/**
 * The version of the API says what changed in it since the last release, whose public classes are in {@code src/api}. A
 * release puts its own there: {@code jar --create --file src/api/node-1.0.jar -C target/classes org/quarry/node} without
 * the package {@code processor}. Until the first release that file is what the next one will promise, and may be made anew.
 */
class ApiTest {
    private static final String GREETING = "package acme; public interface Greeting { void hello(); %s }";
    private static final ApiVersion BEFORE = ApiVersion.parse("1.4");

    @TempDir
    Path folder;

    @Test
    void the_version_of_this_api_says_what_changed_since_the_last_release() throws IOException, URISyntaxException {
        Path released = released();
        ApiVersion before = ApiVersion.parse(released.getFileName().toString().replaceAll("node-(.*)\\.jar", "$1"));
        Path classes = Path.of(ApiVersion.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        assertThat(ApiComparison.of(Files.readAllBytes(released), jar(classes)).problem(before, ApiVersion.CURRENT))
                .isEmpty();
    }

    private static Path released() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/api"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars)
                    .as("the API of the last release, one jar in src/api")
                    .hasSize(1);
            return jars.get(0);
        }
    }

    @Test
    void what_is_taken_away_needs_the_next_major_version() throws IOException {
        ApiComparison taken = compared(GREETING.formatted("void bye();"), GREETING.formatted(""));

        assertThat(taken.problem(BEFORE, ApiVersion.parse("1.5")))
                .hasValue("the node API has version 1.5 and breaks modules made for 1.4: acme.Greeting.bye, method"
                        + " removed. Keep what was there, give a new method of an interface a default, or set"
                        + " ApiVersion.CURRENT to 2.0");
        assertThat(taken.problem(BEFORE, ApiVersion.parse("2.0"))).isEmpty();
    }

    @Test
    void a_new_method_that_modules_would_have_to_write_breaks_them_too() throws IOException {
        assertThat(compared(GREETING.formatted(""), GREETING.formatted("void bye();"))
                        .problem(BEFORE, ApiVersion.parse("1.5")))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("acme.Greeting.bye, method added to interface."));
    }

    @Test
    void what_is_added_needs_the_next_minor_version() throws IOException {
        ApiComparison added = compared(GREETING.formatted(""), GREETING.formatted("default void bye() {}"));

        assertThat(added.problem(BEFORE, BEFORE))
                .hasValue("the node API has version 1.4 as at the last release and more in it: acme.Greeting. Set"
                        + " ApiVersion.CURRENT to 1.5");
        assertThat(added.problem(BEFORE, ApiVersion.parse("1.5"))).isEmpty();
        assertThat(added.problem(BEFORE, ApiVersion.parse("2.0"))).isEmpty();
    }

    @Test
    void what_nobody_else_sees_may_change() throws IOException {
        String type = "package acme; public class Greeting { %s }";

        assertThat(compared(type.formatted("private int a;"), type.formatted("void b() {}"))
                        .problem(BEFORE, BEFORE))
                .isEmpty();
    }

    private ApiComparison compared(String before, String now) throws IOException {
        return ApiComparison.of(
                jar(compiled(before, folder.resolve("before"))), jar(compiled(now, folder.resolve("now"))));
    }

    private static Path compiled(String source, Path to) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-d", Files.createDirectories(to).toString(), "-proc:none");
        SimpleJavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///Greeting.java"), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        assertThat(compiler.getTask(errors, null, null, options, null, List.of(unit))
                        .call())
                .as(errors.toString())
                .isTrue();
        return to;
    }

    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}

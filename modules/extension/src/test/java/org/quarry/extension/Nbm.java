package org.quarry.extension;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A real module, compiled from sources with the annotation processor and packed as a build packs it. */
public final class Nbm {
    private final String id;
    private final String version;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private UnaryOperator<String> list = written -> written;

    /** A module that needs the API of nodes and of tensors. */
    public Nbm(String id, String version) {
        this.id = id;
        this.version = version;
        manifest("OpenIDE-Module", id);
        manifest("OpenIDE-Module-Specification-Version", version);
        manifest("OpenIDE-Module-Name", id.substring(id.lastIndexOf('.') + 1));
        manifest("OpenIDE-Module-Public-Packages", "-");
        manifest("OpenIDE-Module-Module-Dependencies", "org.quarry.node > 0.1.0, org.quarry.tensor > 0.1.0");
    }

    /** A class, by its binary name. */
    public Nbm source(String name, String code) {
        sources.put(name, code);
        return this;
    }

    /**
     * A node with one text and one text output.
     *
     * @param node id and version, as in {@code acme:shout@1}
     * @param line of Java that gives the output, from {@code in.text()}
     */
    public Nbm node(String node, String line) {
        return node(node, "", line, "");
    }

    /** The same with an effect. @param more parts of the class */
    public Nbm node(String node, String effect, String line, String more) {
        String nodeId = node.replaceFirst("@.*", "");
        String name = Stream.of(nodeId.substring(nodeId.indexOf(':') + 1).split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .reduce("", String::concat);
        return source(id + "." + name, """
            package %s;

            import org.quarry.node.*;

            @NodeInfo(id = "%s", version = %s, name = "%s", category = "Acme"%s, doc = "Changes a text. Of a test.")
            public final class %s implements NodeFunction<%s.In, %s.Out> {
                public record In(@Param(doc = "What is changed", text = "a") String text) {}
                public record Out(@Port(doc = "The text in its new form") String text) {}
                %s
                @Override public Out run(In in, Call call) { %s }
            }
            """.formatted(
                        id,
                        nodeId,
                        node.replaceFirst(".*@", ""),
                        name,
                        effect.isEmpty() ? "" : ", effect = Effect." + effect,
                        name,
                        name,
                        name,
                        more,
                        line));
    }

    /** A line of the jar's manifest. */
    public Nbm manifest(String key, String value) {
        manifest.put(key, value);
        return this;
    }

    /** Another file of the archive. */
    public Nbm file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** A library of its own. */
    public Nbm library(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** Changes the list of nodes after the processor wrote it. */
    public Nbm list(UnaryOperator<String> change) {
        list = change;
        return this;
    }

    /** As if it had been compiled against another version of the API. */
    public Nbm api(String other) {
        return list(written ->
                written.replaceAll("\\s*\"api\": \"[^\"]*\",", "").replaceFirst("\\{", "{\"api\": \"" + other + "\","));
    }

    /** Packs it. @return the archive in the folder */
    public Path build(Path folder) {
        try {
            Path classes = Files.createTempDirectory(folder, "classes");
            compile(classes, sources, libraries, List.of("-Aquarry.module=" + id + " " + version));
            Path nodes = classes.resolve("META-INF/quarry/nodes.json");
            if (Files.exists(nodes)) {
                Files.writeString(nodes, list.apply(Files.readString(nodes)));
            }
            Path jar = jar(classes, manifest, folder.resolve(id + "-" + version + ".jar"));
            Path archive = folder.resolve(id + "-" + version + ".nbm");
            pack(jar, archive);
            Files.delete(jar);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(Path jar, Path archive) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(out, "Info/info.xml", ("<module codenamebase=\"" + id + "\"/>").getBytes(StandardCharsets.UTF_8));
            add(out, "netbeans/modules/" + id.replace('.', '-') + ".jar", Files.readAllBytes(jar));
            for (Path library : libraries) {
                add(out, "netbeans/modules/ext/" + id + "/" + library.getFileName(), Files.readAllBytes(library));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                add(out, file.getKey(), file.getValue());
            }
        }
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** A plain library. @param sources by binary name */
    public static Path library(Path folder, String name, Map<String, String> sources) {
        try {
            Path classes = Files.createTempDirectory(folder, "library");
            compile(classes, sources, List.of(), List.of("-proc:none"));
            return jar(classes, Map.of(), Files.createDirectories(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path classes, Map<String, String> lines, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        lines.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    private static void compile(Path target, Map<String, String> sources, List<Path> libraries, List<String> options)
            throws IOException {
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        libraries.forEach(library -> classPath.insert(0, library + java.io.File.pathSeparator));
        // Later compilers run processors only where they are told to look for them.
        List<String> all = new ArrayList<>(List.of("-parameters", "--release", "17"));
        all.addAll(List.of("-classpath", classPath.toString(), "-processorpath", classPath.toString()));
        all.addAll(options);
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, code) -> units.add(new Source(name, code)));
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(target.toFile()));
            java.io.StringWriter said = new java.io.StringWriter();
            boolean done = ToolProvider.getSystemJavaCompiler()
                    .getTask(said, files, null, all, null, units)
                    .call();
            if (!done) {
                throw new IllegalStateException(said.toString());
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String code) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return code;
        }
    }
}

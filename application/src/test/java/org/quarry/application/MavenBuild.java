package org.quarry.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Maven as an author of modules runs it, offline: with a repository of its own, in which this build is installed. All else
 * comes from the repository that this build was made with.
 */
public final class MavenBuild {
    private static final Path HOME = Path.of(System.getProperty("quarry.maven", ""));
    private static final Path KNOWN = Path.of(System.getProperty("quarry.repository", ""));
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** A local repository keeps no checksums. */
    private static final String CENTRAL = "<id>central</id><url>https://repo.maven.apache.org/maven2</url>"
            + "<releases><checksumPolicy>ignore</checksumPolicy></releases>";

    private static final long LONGEST_SECONDS = 300;
    private static final Pattern OWN = Pattern.compile(
            "(?s)(?:<parent>.*?<version>([^<]+)</version>.*?</parent>)?\\s*(?:<groupId>[^<]+</groupId>\\s*)?"
                    + "<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");

    private final Path folder;
    private final Path settings;

    /** @param folder for its repository and its log */
    public MavenBuild(Path folder) throws IOException {
        this.folder = folder;
        this.settings = Files.writeString(
                folder.resolve("settings.xml"), """
                    <settings>
                      <localRepository>%s</localRepository>
                      <mirrors><mirror><id>known</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                      <profiles><profile>
                        <id>unsigned</id>
                        <repositories><repository>%3$s</repository></repositories>
                        <pluginRepositories><pluginRepository>%3$s</pluginRepository></pluginRepositories>
                      </profile></profiles>
                      <activeProfiles><activeProfile>unsigned</activeProfile></activeProfiles>
                    </settings>
                    """.formatted(folder.resolve("repository"), KNOWN.toUri(), CENTRAL));
        install(ROOT);
        for (String parent : List.of("modules", "nodes")) {
            install(ROOT.resolve(parent));
            try (Stream<Path> children = Files.list(ROOT.resolve(parent))) {
                for (Path child : children.filter(one -> Files.exists(one.resolve("pom.xml")))
                        .toList()) {
                    install(child);
                }
            }
        }
    }

    /** Whether there is a Maven to run, and a repository that it can take plugins from. */
    public static boolean possible() {
        return Files.isRegularFile(HOME.resolve("bin/mvn")) && Files.isDirectory(KNOWN.resolve("org/apache/maven"));
    }

    /** The version of this build. */
    static String version() throws IOException {
        return coordinates(ROOT.resolve("pom.xml")).version();
    }

    private record Coordinates(String artifact, String version) {}

    private static Coordinates coordinates(Path pom) throws IOException {
        String text = Files.readString(pom);
        Matcher matcher = OWN.matcher(text.substring(text.indexOf("<modelVersion>")));
        if (!matcher.find()) {
            throw new IllegalStateException(pom + " names no artifact");
        }
        return new Coordinates(matcher.group(2), matcher.group(1) == null ? matcher.group(3) : matcher.group(1));
    }

    private void install(Path module) throws IOException {
        Coordinates own = coordinates(module.resolve("pom.xml"));
        Path to = Files.createDirectories(
                folder.resolve("repository/org/quarry").resolve(own.artifact()).resolve(own.version()));
        String name = own.artifact() + "-" + own.version();
        Files.copy(module.resolve("pom.xml"), to.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, to.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Runs to the end. @return what it said @throws AssertionError with that, if it failed */
    public String run(Path in, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(HOME.resolve("bin/mvn").toString(), "--batch-mode", "--settings", settings.toString()));
        line.addAll(List.of(arguments));
        Path log = folder.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(log);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", line) + (ended ? " failed" : " did not end") + ":\n" + said);
            }
            return said;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a module's project from the archetype. @return its folder */
    public Path generate(Path in, String group, String artifact) {
        try {
            run(
                    Files.createDirectories(in),
                    "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("quarry.archetype")
                            + ":generate",
                    "-DarchetypeGroupId=org.quarry",
                    "-DarchetypeArtifactId=archetype",
                    "-DarchetypeVersion=" + version(),
                    "-DarchetypeCatalog=internal",
                    "-DgroupId=" + group,
                    "-DartifactId=" + artifact);
            return in.resolve(artifact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

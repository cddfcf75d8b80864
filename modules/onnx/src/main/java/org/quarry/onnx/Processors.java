package org.quarry.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many physical cores there are: two threads on one core share its arithmetic units and gain nothing. */
final class Processors {
    private static final Logger LOG = Logger.getLogger(Processors.class.getName());

    private Processors() {}

    /** Physical cores as Linux tells them, at most the processors that this process may use; elsewhere the latter. */
    static int cores() {
        return cores(Path.of("/sys/devices/system/cpu"), Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param tree Linux's description of the processors; may be absent
     * @param available processors that this process may use
     */
    static int cores(Path tree, int available) {
        if (!Files.isDirectory(tree)) {
            return available;
        }
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> processors = Files.newDirectoryStream(tree, "cpu[0-9]*")) {
            for (Path processor : processors) {
                Path siblings = processor.resolve("topology/thread_siblings_list");
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).strip());
                }
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "cores are not told by " + tree + "; " + available + " processors are taken");
            return available;
        }
        return cores.isEmpty() ? available : Math.min(cores.size(), available);
    }

    /** What tells this kind of processor from others: its name and instruction sets as Linux or Windows tell them. */
    static String kind() {
        return kind(Path.of("/proc/cpuinfo"));
    }

    static String kind(Path description) {
        String family =
                System.getProperty("os.arch", "") + " " + System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
        if (!Files.isReadable(description)) {
            return family;
        }
        try (Stream<String> lines = Files.lines(description)) {
            return lines.takeWhile(line -> !line.isBlank())
                    .filter(line -> line.matches("(model name|flags|Features|CPU part)\\s*:.*"))
                    .collect(Collectors.joining("\n", family + "\n", ""));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.FINE, e, () -> "the processor is not told by " + description);
            return family;
        }
    }
}

package org.quarry.onnx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;

/** How much memory a process can still take without others being written to disk for it. */
final class MemoryAtHand {
    private static final Logger LOG = Logger.getLogger(MemoryAtHand.class.getName());

    /** Linux says it there (proc(5)): its count of what is free leaves out the pages of files, which it gives back. */
    private static final Path LINUX = Path.of("/proc/meminfo");

    private static final String AVAILABLE = "MemAvailable:";

    private MemoryAtHand() {}

    /** In bytes. */
    static long now() {
        if (Files.isReadable(LINUX)) {
            try {
                return available(Files.readAllLines(LINUX));
            } catch (IOException | NumberFormatException e) {
                LOG.fine(() -> LINUX + " does not tell the memory at hand: " + e);
            }
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Long.MAX_VALUE;
    }

    static long available(List<String> lines) throws IOException {
        for (String line : lines) {
            if (line.startsWith(AVAILABLE)) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("there is no line '" + AVAILABLE + "'");
    }
}

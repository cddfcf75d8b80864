package org.quarry.application.desktop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;

/**
 * Measures how soon the desktop can be used, and what it holds then: {@code mvn verify -Dit.test=StartBenchmark}. No part of
 * the ordinary tests, as figures of a busy machine mean nothing.
 */
class StartBenchmark {
    private static final int NODES = 1000;

    @TempDir
    Path folder;

    /** Waits until the document that was asked for is drawn, checked and can be edited. */
    public static final class Look implements Scenario {
        @Override
        public void play(Hands hands) throws IOException {
            boolean large = Files.exists(hands.folder().resolve("large.json"));
            hands.await("the document is there", () -> {
                Document document = hands.document();
                return hands.see(() -> document.checked().isPresent()
                        && (!large || document.workflow().nodes().size() == NODES));
            });
            Canvas canvas = hands.canvas();
            hands.await("it is drawn", () -> hands.see(() -> canvas.isShowing() && canvas.getWidth() > 300));
            Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
            long millis = Duration.between(started, Instant.now()).toMillis();
            hands.settled();
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
            Files.writeString(
                    hands.folder().resolve("figures"),
                    "usable after %.1f s, heap %d MB, process %s MB".formatted(millis / 1000.0, heap, resident()));
        }

        private static String resident() throws IOException {
            Path status = Path.of("/proc/self/status");
            return Files.isReadable(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) >> 10))
                            .findFirst()
                            .orElse("?")
                    : "?";
        }
    }

    private void measure(String what, String... arguments) throws Exception {
        try (Desktop desktop = Desktop.start(folder, Look.class, arguments)) {
            desktop.passes();
        }
        System.out.println(what + ": " + Files.readString(folder.resolve("figures")));
    }

    @Test
    void first_start_second_start_and_a_file_of_a_thousand_nodes() throws Exception {
        measure("first start, the example");
        measure("second start, the example");
        Files.writeString(folder.resolve("large.json"), large());
        measure("1,000 nodes and 1,500 links", "--open", "large.json");
    }

    /** Pairs of a resize and a sheet of it and of the sheet before. */
    private static String large() {
        StringBuilder nodes = new StringBuilder("\"image\": {\"type\": \"quarry:load-image@1\"}");
        StringBuilder places = new StringBuilder("\"image\": {\"at\": [-300, 0]}");
        String before = "image.picture";
        for (int i = 0; i < NODES - 1; i++) {
            String name = "n" + i;
            nodes.append(", \"%s\": ".formatted(name));
            if (i % 2 == 0) {
                nodes.append("{\"type\": \"quarry:resize@1\", \"pictures\": {\"from\": \"%s\"}}".formatted(before));
            } else {
                nodes.append(("{\"type\": \"quarry:contact-sheet@1\", \"pictures\": [{\"from\": \"%s\"},"
                                + " {\"from\": \"n%d.pictures\"}]}")
                        .formatted(before, i - 1));
                before = name + ".sheet";
            }
            places.append(", \"%s\": {\"at\": [%d, %d]}".formatted(name, i / 25 * 320, i % 25 * 260));
        }
        return "{\"quarry\": 1, \"nodes\": {" + nodes + "}, \"layout\": {" + places + "}}";
    }
}

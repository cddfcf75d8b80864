package org.quarry.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java program of the test class path in a process of its own: the runtime's start happens once per process. */
record ChildProcess(Process process, Path output) {
    static ChildProcess start(Path folder, Map<String, String> environment, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // With it set, every Java tells so on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), output);
    }

    /** All that it printed, on both streams, after its end. */
    String printed() throws IOException, InterruptedException {
        int status = process.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (status != 0) {
            throw new IOException("the program ended with " + status + " and printed: " + text);
        }
        return text;
    }
}

package org.quarry.application.desktop;

import java.awt.EventQueue;
import java.awt.Frame;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Plays a scenario inside a desktop that was started with this as its Java agent: waits for the main window, loads the
 * scenario's class so that it sees all modules, and writes {@code passed}, or what went wrong, to a file.
 */
public final class Agent {
    private Agent() {}

    /** @param arguments the scenario's class, the file for the answer, and the class path of tests, between {@code |} */
    public static void premain(String arguments) {
        String[] parts = arguments.split("\\|");
        Thread thread = new Thread(() -> play(parts[0], Path.of(parts[1]), parts[2]), "scenario");
        thread.setDaemon(true);
        thread.start();
    }

    private static void play(String scenario, Path answer, String classPath) {
        try {
            awaitWindow();
            FutureTask<ClassLoader> modules =
                    new FutureTask<>(() -> Thread.currentThread().getContextClassLoader());
            EventQueue.invokeAndWait(modules);
            Object played = new URLClassLoader(urls(classPath), modules.get())
                    .loadClass("org.quarry.application.desktop.Player")
                    .getDeclaredConstructor(String.class)
                    .newInstance(scenario);
            ((Runnable) played).run();
            write(answer, "passed");
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            write(answer, trace.toString());
        }
    }

    /** The window system must not be touched before the platform has set it up. */
    private static void awaitWindow() throws InterruptedException {
        Thread.sleep(1500);
        while (Arrays.stream(Frame.getFrames())
                .noneMatch(frame -> frame.isShowing() && frame.getTitle().contains("Quarry"))) {
            Thread.sleep(100);
        }
    }

    private static URL[] urls(String classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static void write(Path answer, String text) {
        try {
            Path draft = answer.resolveSibling("answer.tmp");
            Files.writeString(draft, text);
            Files.move(draft, answer);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

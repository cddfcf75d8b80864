package org.quarry.editor.canvas;

import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.Socket;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/**
 * How fast large workflows are: opened, panned, zoomed, edited. Needs a display, and prints a table.
 *
 * <p>Arguments: numbers of nodes; 1000 and 5000 if there are none.
 */
public final class EditorBenchmark {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    private static final double SECONDS = 2;

    private EditorBenchmark() {}

    /** What was measured of one workflow. */
    record Row(
            int nodes,
            int links,
            double openMillis,
            double panWhole,
            double panNear,
            double zoom,
            double editMillis,
            double heapMegabytes) {}

    public static void main(String[] args) throws Exception {
        if (GraphicsEnvironment.isHeadless()) {
            throw new IllegalStateException("there is no display; run it under one, such as xvfb-run");
        }
        List<Row> rows = new ArrayList<>();
        measure(200, 0.2); // warms up
        for (String count : args.length == 0 ? new String[] {"1000", "5000"} : args) {
            rows.add(measure(Integer.parseInt(count), SECONDS));
        }
        System.out.println("nodes | links | open ms | pan, all seen | pan, 40 % | zoom | edit ms | heap MB");
        System.out.println("---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:");
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%d | %d | %.0f | %.0f/s | %.0f/s | %.0f/s | %.2f | %.0f%n",
                    row.nodes,
                    row.links,
                    row.openMillis,
                    row.panWhole,
                    row.panNear,
                    row.zoom,
                    row.editMillis,
                    row.heapMegabytes);
        }
        System.exit(0);
    }

    /** Opens a workflow of so many nodes in a window and does to it what users do. */
    static Row measure(int nodes, double seconds) throws IOException, InterruptedException, InvocationTargetException {
        Path file = Files.createTempFile("benchmark", ".json");
        // As in the desktop: checks go on beside the painting.
        ExecutorService checker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "checker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            WorkflowWriter.save(Samples.large(nodes), file);
            Desk desk = new Desk(
                    Samples.catalog(), KnownModels.UNKNOWN, Path.of("."), checker, SwingUtilities::invokeLater);
            Row[] row = new Row[1];
            SwingUtilities.invokeAndWait(() -> row[0] = inWindow(desk, file, seconds));
            return row[0];
        } finally {
            Files.delete(file);
        }
    }

    private static Row inWindow(Desk desk, Path file, double seconds) {
        JFrame frame = new JFrame("Benchmark");
        try {
            frame.setSize(WIDTH, HEIGHT);
            frame.setVisible(true);
            long start = System.nanoTime();
            Document document = Document.of(desk, WorkflowReader.read(file).workflow(), file);
            Canvas canvas = new Canvas(document);
            frame.add(canvas);
            frame.validate();
            canvas.viewport().zoomToFit();
            paint(canvas);
            double open = millisSince(start);
            double whole = pan(canvas, seconds);
            Rectangle2D all = canvas.scene().extent();
            Point middle = new Point(canvas.getWidth() / 2, canvas.getHeight() / 2);
            canvas.viewport().zoom(0.4, middle);
            canvas.viewport().center(new Point2D.Double(all.getCenterX(), all.getCenterY()));
            double near = pan(canvas, seconds);
            double zoom = frames(canvas, seconds, i -> canvas.viewport().zoom(Math.pow(2, -4 + 4 * wave(i)), middle));
            double edit = edit(document);
            return new Row(
                    canvas.scene().nodes().size(),
                    canvas.scene().links().size(),
                    open,
                    whole,
                    near,
                    zoom,
                    edit,
                    heap());
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(e);
        } finally {
            frame.dispose();
        }
    }

    private static double pan(Canvas canvas, double seconds) {
        return frames(canvas, seconds, i -> canvas.viewport().scroll(i % 200 < 100 ? 7 : -7, i % 100 < 50 ? 3 : -3));
    }

    /** From 0 to 1 and back. */
    private static double wave(int i) {
        return 0.5 - 0.5 * Math.cos(i / 15.0);
    }

    private static double frames(Canvas canvas, double seconds, IntConsumer change) {
        long start = System.nanoTime();
        int frames = 0;
        while (millisSince(start) < 1000 * seconds) {
            change.accept(frames++);
            paint(canvas);
        }
        return frames / (millisSince(start) / 1000);
    }

    private static void paint(Canvas canvas) {
        canvas.paintImmediately(0, 0, canvas.getWidth(), canvas.getHeight());
        // Until the display has drawn it, it is not done.
        Toolkit.getDefaultToolkit().sync();
    }

    private static double edit(Document document) {
        int times = 60;
        long start = 0;
        for (int i = 0; i < 2 * times; i++) {
            if (i == times) {
                start = System.nanoTime();
            }
            double value = i / 10.0;
            document.edit(
                    "Set", "", workflow -> workflow.with(new Socket("n0", "scale"), new Input.Value(Json.of(value))));
        }
        return millisSince(start) / times;
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}

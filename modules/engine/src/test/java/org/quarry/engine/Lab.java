package org.quarry.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * An engine with the test nodes, and workflows written as lines: {@code "sum = add parts<-a.value,b.value note=here"}.
 */
final class Lab implements AutoCloseable {
    static final NodeCatalog NODES = NodeCatalog.of(
            Stream.concat(
                            Stream.of(Nodes.class, StepNodes.class, WrongNodes.class)
                                    .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
                                    .filter(type -> !type.isRecord()),
                            Stream.of(Holding.class))
                    .map(Descriptors::of)
                    .toList(),
            Lab.class.getClassLoader());

    final Path folder;
    final FakeModels models;
    final Engine engine;
    final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<RunEvent.Paused> pauses = new LinkedBlockingQueue<>();

    Lab(Path folder) {
        this(folder, 1 << 20);
    }

    Lab(Path folder, long resultBytes) {
        this.folder = folder;
        models = new FakeModels(folder.resolve("models"));
        engine = new Engine(NODES, models, new Engine.Options(folder.resolve("cache"), resultBytes, 1 << 20, 4));
        Probe.reset();
    }

    static Workflow workflow(String... lines) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split("\\s+");
            Map<String, Input> inputs = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                boolean wire = words[i].contains("<-");
                String[] sides = words[i].split(wire ? "<-" : "=", 2);
                inputs.put(sides[0], wire ? wires(sides[1]) : new Input.Value(json(sides[1])));
            }
            NodeType type = NODES.find("test:" + words[2])
                    .orElseThrow(() -> new AssertionError(line))
                    .type();
            nodes.put(words[0], PlacedNode.of(type).withInputs(inputs));
        }
        return new Workflow("test", nodes, Optional.empty(), Layout.EMPTY, Map.of());
    }

    private static Input wires(String from) {
        return new Input.Wires(Arrays.stream(from.split(",")).map(Socket::parse).toList());
    }

    private static Json json(String written) {
        if (written.matches("-?[0-9.]+")) {
            return new Json.Numeral(new BigDecimal(written));
        }
        return written.matches("true|false") ? Json.of(Boolean.parseBoolean(written)) : Json.of(written);
    }

    static Flow flow(String... lines) {
        Checked checked = new Check(NODES, KnownModels.UNKNOWN, Components.NONE).check(workflow(lines));
        return checked.flow().orElseThrow(() -> new AssertionError(checked.problems()));
    }

    RunRequest request(String... lines) {
        return new RunRequest(flow(lines), List.of(), folder, folder, "test", () -> "the workflow");
    }

    Run prepare(String... lines) {
        return prepare(request(lines));
    }

    Run prepare(RunRequest request) {
        return engine.prepare(request, this::hear);
    }

    private void hear(RunEvent event) {
        events.add(event);
        if (event instanceof RunEvent.Paused paused) {
            pauses.add(paused);
        }
    }

    /** Waits until a run is held again. */
    RunEvent.Paused nextPause() throws InterruptedException {
        RunEvent.Paused pause = pauses.poll(20, TimeUnit.SECONDS);
        if (pause == null) {
            throw new AssertionError("no pause within 20 seconds: " + events);
        }
        return pause;
    }

    RunResult run(String... lines) {
        return run(request(lines));
    }

    RunResult run(RunRequest request) {
        events.clear();
        return prepare(request).start().join();
    }

    <E extends RunEvent> List<E> events(Class<E> type) {
        synchronized (events) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** The names of the nodes that were computed, as they finished. */
    List<String> computed() {
        return events(RunEvent.Finished.class).stream()
                .filter(event -> !event.reused())
                .map(RunEvent.Finished::node)
                .toList();
    }

    String reason(String node) {
        return events(RunEvent.Finished.class).stream()
                .filter(event -> event.node().equals(node))
                .map(RunEvent.Finished::reason)
                .findFirst()
                .orElseThrow(() -> new AssertionError(node + " did not finish: " + events));
    }

    static float number(RunResult result, String socket) {
        return result.value(socket, Tensor.class).at(0);
    }

    @Override
    public void close() {
        engine.close();
    }
}

package org.quarry.workflow.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Writes workflows so that equal workflows give equal bytes, with one line for each node and each place in the layout. */
public final class WorkflowWriter {
    /** The file and its sections are opened; a node, a place, a frame stand on one line. */
    private static final int OPEN = 2;

    private WorkflowWriter() {}

    /** The text of the file. */
    public static String write(Workflow workflow) {
        return JsonWriter.pretty(json(workflow), OPEN);
    }

    /**
     * Saves to a file. Other programs see either the old content or the new; if saving fails the old file is still there.
     *
     * @throws IOException if it cannot be written
     */
    public static void save(Workflow workflow, Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw new IOException(file + " is a folder; wanted a file name");
        }
        Path draft = folder.resolve("." + name + "-" + UUID.randomUUID() + ".saving");
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(write(workflow));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            keepPermissions(target, draft);
            replace(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepPermissions(Path old, Path draft) throws IOException {
        if (Files.exists(old) && Files.getFileStore(old).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(old));
        }
    }

    private static void replace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network folders cannot; then a plain replacement is the best there is.
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Json json(Workflow workflow) {
        Map<String, Json> file = new LinkedHashMap<>();
        file.put(FormatMigrations.COUNTER, Json.of(FormatMigrations.CURRENT.newest()));
        if (!workflow.title().isEmpty()) {
            file.put("title", Json.of(workflow.title()));
        }
        workflow.component().ifPresent(component -> file.put("component", component(component)));
        Map<String, Json> nodes = new LinkedHashMap<>();
        workflow.nodes().forEach((name, node) -> nodes.put(name, node(node)));
        file.put("nodes", new Json.Members(nodes));
        layout(workflow.layout(), file);
        file.putAll(workflow.extras());
        return new Json.Members(file);
    }

    private static Json node(PlacedNode node) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(WorkflowJson.TYPE, Json.of(node.type().toString()));
        node.component().ifPresent(link -> {
            Map<String, Json> written = new LinkedHashMap<>();
            written.put("file", Json.of(link.file()));
            if (!link.hash().isEmpty()) {
                written.put("hash", Json.of(link.hash()));
            }
            written.putAll(link.extras());
            members.put(WorkflowJson.COMPONENT, new Json.Members(written));
        });
        if (node.mode() != PlacedNode.Mode.ACTIVE) {
            members.put(WorkflowJson.MODE, Json.of(node.mode().name().toLowerCase(Locale.ROOT)));
        }
        node.inputs().forEach((name, input) -> members.put(name, input(input)));
        members.putAll(node.extras());
        return new Json.Members(members);
    }

    private static Json input(Input input) {
        if (input instanceof Input.Value value) {
            return value.value();
        }
        List<Socket> from = ((Input.Wires) input).from();
        List<Json> wires = from.stream()
                .<Json>map(socket -> Json.object().with(WorkflowJson.FROM, Json.of(socket.toString())))
                .toList();
        return wires.size() == 1 ? wires.get(0) : new Json.Elements(wires);
    }

    private static Json component(ComponentInterface component) {
        Map<String, Json> inputs = new LinkedHashMap<>();
        component
                .inputs()
                .forEach((name, fed) -> inputs.put(
                        name, Json.ofTexts(fed.stream().map(Socket::toString).toList())));
        Map<String, Json> outputs = new LinkedHashMap<>();
        component.outputs().forEach((name, from) -> outputs.put(name, Json.of(from.toString())));
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(WorkflowJson.TYPE, Json.of(component.type().toString()));
        if (!component.doc().isEmpty()) {
            members.put("doc", Json.of(component.doc()));
        }
        members.put("inputs", new Json.Members(inputs));
        members.put("outputs", new Json.Members(outputs));
        members.putAll(component.extras());
        return new Json.Members(members);
    }

    private static void layout(Layout layout, Map<String, Json> file) {
        if (!layout.places().isEmpty()) {
            Map<String, Json> places = new LinkedHashMap<>();
            layout.places().forEach((name, place) -> {
                Map<String, Json> members = new LinkedHashMap<>();
                members.put("at", pair(place.x(), place.y()));
                members.putAll(place.extras());
                places.put(name, new Json.Members(members));
            });
            file.put("layout", new Json.Members(places));
        }
        if (!layout.frames().isEmpty()) {
            file.put(
                    "frames",
                    new Json.Elements(
                            layout.frames().stream().map(WorkflowWriter::frame).toList()));
        }
        if (!layout.notes().isEmpty()) {
            file.put(
                    "notes",
                    new Json.Elements(
                            layout.notes().stream().map(WorkflowWriter::note).toList()));
        }
    }

    private static Json frame(Layout.Frame frame) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("title", Json.of(frame.title()));
        members.put("at", pair(frame.x(), frame.y()));
        members.put("size", pair(frame.width(), frame.height()));
        if (!frame.colour().isEmpty()) {
            members.put("colour", Json.of(frame.colour()));
        }
        members.putAll(frame.extras());
        return new Json.Members(members);
    }

    private static Json note(Layout.Note note) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("text", Json.of(note.text()));
        members.put("at", pair(note.x(), note.y()));
        members.put("width", Json.of(note.width()));
        members.putAll(note.extras());
        return new Json.Members(members);
    }

    private static Json pair(double first, double second) {
        return new Json.Elements(List.of(Json.of(first), Json.of(second)));
    }
}

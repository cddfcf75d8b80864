package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class WritingTest {
    /** The canonical form of everything a file can hold. */
    private static final String CANONICAL = """
        {
          "quarry": 1,
          "title": "Everything",
          "component": {
            "type": "me:everything@3",
            "doc": "Shows the format.",
            "inputs": {"text": ["prompt.text", "other.text"]},
            "outputs": {"picture": "part.picture"},
            "colour": "#00ff00"
          },
          "nodes": {
            "prompt": {"type": "quarry:tokenizer@1", "text": "a red house", "vocabulary": {"from": "model.tokenizer"}},
            "sheet": {"type": "quarry:sheet@1", "switch": "muted", "pictures": [{"from": "a.picture"}, {"from": "b.picture"}], "none": []},
            "noise": {"type": "quarry:noise@1", "seed": 18446744073709551615, "scale": 0.1, "on": true, "x-lock": {"since": null}},
            "part": {"type": "me:part@1", "import": {"file": "parts/part.json", "hash": "sha256:00", "pinned": true}, "switch": "bypassed"}
          },
          "layout": {
            "prompt": {"at": [40, 80]},
            "sheet": {"at": [-12.5, 1000], "size": [200, 100]}
          },
          "frames": [
            {"title": "Text", "at": [0, 0], "size": [300, 200], "colour": "#ff8800", "locked": true}
          ],
          "notes": [
            {"text": "Grüße\\n\\"quoted\\"", "at": [1, 2], "width": 160, "font": "serif"}
          ],
          "modules": {
            "me": "org.me 1.0"
          },
          "later": [
            1,
            {"deep": {"er": [2]}}
          ]
        }
        """;

    @Test
    void a_canonical_file_is_written_as_it_was_read() throws JsonException {
        assertThat(WorkflowWriter.write(read(CANONICAL))).isEqualTo(CANONICAL);
    }

    @Test
    void other_spellings_of_one_workflow_become_the_same_bytes() throws JsonException {
        String squeezed = CANONICAL.replaceAll("(?m)^\\s+", "").replace("\n", "");
        String respelled = squeezed.replace("0.1,", "1.0e-1,")
                .replace("[40, 80]", "[4e1,80.000]")
                .replace("{\"from\": \"model.tokenizer\"}", "[{\"from\": \"model.tokenizer\"}]")
                .replace("Grüße", "Gr\\u00fc\\u00dfe");

        assertThat(WorkflowWriter.write(read(respelled))).isEqualTo(CANONICAL);
    }

    @Test
    void members_of_a_node_are_put_in_their_order() throws JsonException {
        assertThat(WorkflowWriter.write(
                        read("{\"nodes\": {\"a\": {\"x-1\": 1, \"in\": 2, \"switch\": \"muted\", \"type\":"
                                + " \"a:b@1\"}}, \"quarry\": 1}")))
                .contains("\"a\": {\"type\": \"a:b@1\", \"switch\": \"muted\", \"in\": 2, \"x-1\": 1}");
    }

    @Test
    void what_is_not_set_is_not_written() {
        assertThat(WorkflowWriter.write(Workflow.empty(""))).isEqualTo("{\n  \"quarry\": 1,\n  \"nodes\": {}\n}\n");
    }

    @Test
    void moving_a_node_changes_one_line() throws JsonException {
        Workflow workflow = read(CANONICAL);
        Map<String, Layout.Place> places = new LinkedHashMap<>(workflow.layout().places());
        places.put("prompt", new Layout.Place(41, 80, Map.of()));
        Workflow moved = new Workflow(
                workflow.title(),
                workflow.nodes(),
                workflow.component(),
                new Layout(places, workflow.layout().frames(), workflow.layout().notes()),
                workflow.extras());

        assertThat(changedLines(CANONICAL, WorkflowWriter.write(moved)))
                .containsExactly("    \"prompt\": {\"at\": [41, 80]},");
    }

    @Test
    void changing_a_parameter_changes_one_line() throws JsonException {
        Workflow changed = read(CANONICAL).with(new Socket("noise", "scale"), new Input.Value(Json.of(0.2)));

        assertThat(changedLines(CANONICAL, WorkflowWriter.write(changed))).hasSize(1);
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(0, seed -> seed + 1).limit(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_workflow_comes_back_equal_and_its_text_byte_for_byte(int seed) throws JsonException {
        Workflow workflow = anyWorkflow(new Random(seed));

        String text = WorkflowWriter.write(workflow);

        assertThat(read(text)).isEqualTo(workflow);
        assertThat(WorkflowWriter.write(read(text))).isEqualTo(text);
    }

    @Test
    void saving_replaces_the_file_and_leaves_nothing_else(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "old");

        WorkflowWriter.save(Workflow.empty("New"), file);

        assertThat(file).hasContent(WorkflowWriter.write(Workflow.empty("New")));
        assertThat(names(folder)).containsExactly("w.json");
    }

    @Test
    void saving_makes_a_new_file(@TempDir Path folder) throws Exception {
        WorkflowWriter.save(Workflow.empty("New"), folder.resolve("new.json"));

        assertThat(WorkflowReader.read(folder.resolve("new.json")).workflow()).isEqualTo(Workflow.empty("New"));
    }

    @Test
    void saving_into_a_missing_folder_fails_and_names_it(@TempDir Path folder) {
        assertThatThrownBy(() -> WorkflowWriter.save(Workflow.empty(""), folder.resolve("no/w.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void a_save_that_fails_keeps_what_was_there(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectory(folder.resolve("w.json"));
        Files.writeString(file.resolve("inside"), "old");

        assertThatThrownBy(() -> WorkflowWriter.save(Workflow.empty(""), file)).isInstanceOf(IOException.class);

        assertThat(names(folder)).containsExactly("w.json");
        assertThat(file.resolve("inside")).hasContent("old");
    }

    @Test
    void saving_over_a_link_changes_the_file_behind_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        WorkflowWriter.save(Workflow.empty("New"), link);

        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("New");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-------"})
    void a_saved_file_keeps_its_permissions(String permissions, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("w.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        WorkflowWriter.save(Workflow.empty("New"), file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    private static Workflow read(String text) throws JsonException {
        return WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8))
                .workflow();
    }

    private static List<String> changedLines(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> lines = after.lines().toList();
        assertThat(lines).hasSameSizeAs(old);
        return Stream.iterate(0, i -> i < old.size(), i -> i + 1)
                .filter(i -> !old.get(i).equals(lines.get(i)))
                .map(lines::get)
                .toList();
    }

    private static List<String> names(Path folder) {
        return Stream.of(folder.toFile().list()).sorted().toList();
    }

    private static Workflow anyWorkflow(Random random) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        Map<String, Layout.Place> places = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            nodes.put(text(random) + i, anyNode(random));
            places.put(text(random) + i, new Layout.Place(random.nextGaussian() * 1e3, i, anyExtras(random)));
        }
        Optional<ComponentInterface> component = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new ComponentInterface(
                        type(random),
                        text(random),
                        Map.of("in", List.of(socket(random))),
                        Map.of("out", socket(random)),
                        anyExtras(random)));
        Layout layout = new Layout(
                places,
                List.of(new Layout.Frame(text(random), 1, 2, random.nextDouble(), 4, "", anyExtras(random))),
                List.of(new Layout.Note(text(random), 1, -2e-9, 1e15, anyExtras(random))));
        return new Workflow(text(random), nodes, component, layout, anyExtras(random));
    }

    private static PlacedNode anyNode(Random random) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<Socket> wires = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                wires.add(socket(random));
            }
            inputs.put("in" + i, random.nextBoolean() ? new Input.Wires(wires) : new Input.Value(anyJson(random, 0)));
        }
        PlacedNode.Mode mode = PlacedNode.Mode.values()[random.nextInt(3)];
        Optional<PlacedNode.ComponentLink> link = random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(new PlacedNode.ComponentLink(text(random), text(random), anyExtras(random)));
        return new PlacedNode(type(random), inputs, mode, link, anyExtras(random));
    }

    private static Map<String, Json> anyExtras(Random random) {
        return random.nextBoolean() ? Map.of() : Map.of("x-" + text(random), anyJson(random, 0));
    }

    private static Json anyJson(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 7 : 5)) {
            case 0 -> Json.of(text(random));
            case 1 -> Json.of(random.nextLong());
            case 2 -> Json.of(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 3 -> Json.of(random.nextBoolean());
            case 4 -> new Json.Null();
            // an array always holds a number, because an array of links only would be links
            case 5 -> new Json.Elements(List.of(Json.of(1), anyJson(random, depth + 1)));
            default -> Json.object().with(text(random) + "!", anyJson(random, depth + 1));
        };
    }

    private static NodeType type(Random random) {
        return new NodeType("acme:node-" + random.nextInt(5), 1 + random.nextInt(9));
    }

    private static Socket socket(Random random) {
        return new Socket("n" + random.nextInt(10), "out" + random.nextInt(3));
    }

    private static String text(Random random) {
        String letters = "abc \"\\äß→\u00e9😀\u2028'<>&~{}[]:,";
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(
                    letters.codePoints().toArray()[random.nextInt(letters.codePointCount(0, letters.length()))]);
        }
        return text.toString();
    }
}

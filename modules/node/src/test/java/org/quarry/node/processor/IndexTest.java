package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The index that a module carries. */
class IndexTest {
    private static final String PLAIN = Compilation.node("@Port(doc = \"x\") Tensor x", "@Port(doc = \"y\") Tensor y");

    @TempDir
    Path folder;

    private Compilation compile(String... sources) throws IOException {
        return new Compilation(folder)
                .with("-Aquarry.module=com.acme.image-nodes 1.2.0-SNAPSHOT")
                .compile(sources);
    }

    @Test
    void it_says_all_that_a_node_declares() throws IOException {
        String in = """
            @Port(doc = "The \\"noisy\\" latent", shape = "B,C,H,W", kind = "latent<F>") Tensor x,
            @Port(doc = "a mask") Optional<Tensor> mask,
            @Port(doc = "pictures") List<Picture> pictures,
            @Port(doc = "later") Lazy<Tensor> later,
            @Port(doc = "prediction") PerStep<Tensor> prediction,
            @Param(doc = "how much", value = 7.5, min = 0, max = 30, step = 0.5) double scale,
            @Param(doc = "start", value = 100, role = Param.Role.SEED) long seed,
            @Param(doc = "at borders", text = "wrap-round") Edge edge,
            @Param(doc = "twice", on = true) boolean twice,
            @Param(doc = "words", text = "a\\nb", role = Param.Role.LONG_TEXT) String words,
            @Previous Optional<Out> before,
            Step step\
            """;
        String source = Compilation.node(
                        in,
                        "@Port(doc = \"y\", bypass = \"x\") Tensor y, @Port(doc = \"numbers\") List<Double> numbers")
                .replace(
                        "doc = \"Hardens edges.\"",
                        "doc = \"Hardens\\nedges.\", effect = Effect.READS, keywords = {\"blur\"}");

        assertThat(compile(source).index()).isEqualTo("""
            {
              "module": "com.acme.image.nodes 1.2.0",
              "api": "1.0",
              "nodes": [
                {
                  "id": "acme:sharpen",
                  "version": 1,
                  "name": "Sharpen",
                  "category": "Picture",
                  "doc": "Hardens\\nedges.",
                  "effect": "reads",
                  "keywords": [
                    "blur"
                  ],
                  "class": "acme.Sharpen",
                  "readsStep": true,
                  "remembers": true,
                  "inputs": [
                    {"name": "x", "type": "org.quarry.tensor.Tensor", "kind": "latent<F>", "shape": "B,C,H,W", "doc": "The \\"noisy\\" latent"},
                    {"name": "mask", "type": "org.quarry.tensor.Tensor", "arity": "optional", "doc": "a mask"},
                    {"name": "pictures", "type": "org.quarry.tensor.Picture", "arity": "list", "doc": "pictures"},
                    {"name": "later", "type": "org.quarry.tensor.Tensor", "demand": "lazy", "doc": "later"},
                    {"name": "prediction", "type": "org.quarry.tensor.Tensor", "demand": "per-step", "doc": "prediction"},
                    {"name": "scale", "type": "double", "doc": "how much", "param": {"initial": 7.5, "min": 0, "max": 30, "step": 0.5}},
                    {"name": "seed", "type": "long", "doc": "start", "param": {"initial": 100, "role": "seed"}},
                    {"name": "edge", "type": "acme.Sharpen$Edge", "doc": "at borders", "param": {"initial": "wrap-round", "choices": [{"name": "clamp", "constant": "CLAMP", "doc": "Repeats the last pixel."}, {"name": "wrap-round", "constant": "WRAP_ROUND", "doc": "Starts again at the other side."}]}},
                    {"name": "twice", "type": "boolean", "doc": "twice", "param": {"initial": true}},
                    {"name": "words", "type": "java.lang.String", "doc": "words", "param": {"initial": "a\\nb", "role": "long-text"}}
                  ],
                  "outputs": [
                    {"name": "y", "type": "org.quarry.tensor.Tensor", "doc": "y", "bypass": "x"},
                    {"name": "numbers", "type": "double", "list": true, "doc": "numbers"}
                  ]
                }
              ]
            }
            """);
    }

    @ParameterizedTest
    @CsvSource({"NodeFunction, acme:brighten", "package-info, acme:masked-blend"})
    void the_examples_of_the_documentation_are_nodes(String file, String id) throws IOException {
        String javadoc = Files.readString(Path.of("src/main/java/org/quarry/node/" + file + ".java"));
        String example = javadoc.replaceFirst("(?s).*?<pre>\\{@code\n(.*?)\n \\* }</pre>.*", "$1")
                .replaceAll("(?m)^ \\* ?", "");
        String imports = "import org.quarry.node.*; import org.quarry.tensor.*;\n";

        assertThat(compile(example.startsWith("package") ? example : imports + example)
                        .index())
                .contains("\"id\": \"" + id + "\"");
    }

    @Test
    void nodes_stand_in_the_order_of_their_ids() throws IOException {
        String blur = PLAIN.replace("Sharpen", "Blur").replace("acme:sharpen", "acme:blur");

        assertThat(compile(PLAIN, blur).index())
                .containsSubsequence("acme:blur", "acme:sharpen")
                .isEqualTo(compile(blur, PLAIN).index());
    }

    @Test
    void a_module_without_nodes_has_no_index() throws IOException {
        compile("package acme; public final class Plain {}");

        assertThat(folder.resolve("META-INF")).doesNotExist();
    }

    @Test
    void compiling_one_node_again_keeps_the_others() throws IOException {
        String blur = PLAIN.replace("Sharpen", "Blur").replace("acme:sharpen", "acme:blur");
        compile(PLAIN, blur);

        assertThat(compile(blur.replace("Hardens edges.", "Softens edges.")).index())
                .contains("acme:sharpen")
                .contains("Softens edges.");
    }

    @Test
    void a_node_compiled_alone_still_may_not_take_another_s_id() throws IOException {
        compile(PLAIN);

        assertThat(compile(PLAIN.replace("Sharpen", "Blur")).messages())
                .isEqualTo("id 'acme:sharpen' is that of acme.Sharpen too; give each its own");
    }

    @Test
    void a_deleted_node_leaves_the_index() throws IOException {
        compile(PLAIN);
        Files.delete(folder.resolve("acme/Sharpen.class"));

        assertThat(compile("package acme; public final class Plain {}").index()).isEqualTo("""
            {
              "module": "com.acme.image.nodes 1.2.0",
              "api": "1.0",
              "nodes": []
            }
            """);
    }

    @Test
    void docs_of_an_enum_that_is_not_compiled_again_are_kept() throws IOException {
        String tone = "package acme; public enum Tone { /** Like morning. */ COLD, /** Like evening. */ WARM }";
        String source = PLAIN.replace("record In(", "record In(@Param(doc = \"t\") Tone tone,");
        String clean = compile(source, tone).index();

        assertThat(clean).contains("Like evening.");
        assertThat(compile(source).index()).isEqualTo(clean);
    }

    @Test
    void a_node_that_does_not_compile_leaves_the_index_as_it_was() throws IOException {
        String before = compile(PLAIN).index();
        compile(PLAIN.replace("version = 1", "version = 0"));

        assertThat(Files.readString(folder.resolve("META-INF/quarry/nodes.json")))
                .isEqualTo(before);
    }

    @Test
    void a_node_may_stand_inside_another_class() throws IOException {
        String nested = PLAIN.replace("@NodeInfo", "public final class Nodes { @NodeInfo")
                        .replace("public final class Sharpen", "public static final class Sharpen")
                + "}";

        assertThat(compile(nested).index()).contains("\"class\": \"acme.Nodes$Sharpen\"");
    }
}

package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.Param;

class NodeCatalogTest {
    @TempDir
    Path folder;

    private final List<URLClassLoader> loaders = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    @Test
    void the_nodes_of_all_modules_are_found_and_sorted() {
        NodeCatalog catalog = NodeCatalog.discover(
                List.of(module("one", node("z:last"), node("a:first")), module("two", node("m:middle"))));

        assertThat(catalog.all()).extracting(node -> node.type().id()).containsExactly("a:first", "m:middle", "z:last");
        assertThat(catalog.ids()).containsExactly("a:first", "m:middle", "z:last");
        assertThat(catalog.problems()).isEmpty();
    }

    @Test
    void a_node_knows_the_module_that_brings_it() {
        assertThat(NodeCatalog.discover(List.of(module("one", node("a:b"))))
                        .find("a:b")
                        .orElseThrow()
                        .module())
                .isEqualTo("org.one 1.0");
    }

    @Test
    void an_unknown_id_is_not_found() {
        assertThat(Samples.CATALOG.find("quarry:nothing")).isEmpty();
    }

    @Test
    void a_module_that_two_loaders_see_is_read_once() {
        ClassLoader parent = module("one", node("a:b"));
        URLClassLoader child = new URLClassLoader(new URL[0], parent);
        loaders.add(child);

        assertThat(NodeCatalog.discover(List.of(parent, child)).problems()).isEmpty();
    }

    @Test
    void a_node_that_two_modules_bring_is_told_and_the_first_is_used() {
        NodeCatalog catalog = NodeCatalog.discover(List.of(module("one", node("a:b")), module("two", node("a:b"))));

        assertThat(catalog.problems())
                .containsExactly("node 'a:b' is brought by org.one 1.0 and by org.two 1.0; the first is used; "
                        + "remove one of these modules");
        assertThat(catalog.find("a:b").orElseThrow().module()).isEqualTo("org.one 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[|line 1, column 2",
                "[]|the index: found an array, wanted an object",
                "{\"nodes\": []}|the index: member 'module' is missing",
                "{\"module\": 5}|the index: member 'module' is a number, wanted a text",
                "{\"module\": \"m\", \"nodes\": {}}|the index: member 'nodes' is an object, wanted an array",
                "{\"module\": \"m\", \"nodes\": [1]}|node 0: found a number, wanted an object",
                "{\"module\": \"m\", \"nodes\": [{}]}|node 0: member 'id' is missing",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"nonsense\"}]}|node 'nonsense': found 'nonsense@1'; wanted"
                        + " a node type like quarry:denoise@1",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\"}]}|node 'a:b': member 'name' is missing",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"name\": \"n\"}]}|node 'a:b': member 'class' is"
                        + " missing",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"version\": \"1\"}]}|node 'a:b': member 'version'"
                        + " is a text, wanted a number",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"name\": \"n\", \"effect\": \"explodes\"}]}|node"
                        + " 'a:b': member 'effect' is 'explodes', which is unknown",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"name\": \"n\", \"inputs\": [{\"name\":"
                        + " \"x\"}]}]}|node 'a:b', an input: member 'type' is missing",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"name\": \"n\", \"inputs\": [{\"name\": \"x\","
                        + " \"type\": \"int\", \"param\": {}}]}]}|node 'a:b', an input, param: member 'initial' is"
                        + " missing",
                "{\"module\": \"m\", \"nodes\": [{\"id\": \"a:b\", \"name\": \"n\", \"outputs\": [{\"name\": \"x\","
                        + " \"type\": \"int\", \"list\": 1}]}]}|node 'a:b', an output: member 'list' is a number, wanted"
                        + " true or false"
            })
    void a_broken_index_is_told_and_the_other_modules_stay(String index, String sentence) {
        NodeCatalog catalog = NodeCatalog.discover(List.of(loader("broken", index), module("one", node("a:c"))));

        assertThat(catalog.ids()).containsExactly("a:c");
        assertThat(catalog.problems())
                .singleElement()
                .asString()
                .contains("broken")
                .contains(sentence)
                .endsWith("; its nodes are missing; install the module again");
    }

    @Test
    void every_member_of_a_descriptor_is_read() {
        NodeDescriptor node = Samples.CATALOG.find("quarry:denoise").orElseThrow();

        assertThat(node.type()).isEqualTo(new NodeType("quarry:denoise", 1));
        assertThat(node.name()).isEqualTo("Denoise");
        assertThat(node.driver()).isTrue();
        assertThat(node.input("prediction").orElseThrow().demand()).isEqualTo(InputPort.Demand.PER_STEP);
        ParamSpec sampler = node.input("sampler").orElseThrow().param().orElseThrow();
        assertThat(sampler.choices()).contains(new ParamSpec.Choice("euler-ancestral", "EULER_ANCESTRAL", "Noisy."));
        ParamSpec steps = node.input("steps").orElseThrow().param().orElseThrow();
        assertThat(steps.min()).isEqualTo(1);
        assertThat(steps.max()).isEqualTo(1000);
        assertThat(node.output("latent").orElseThrow().bypass()).isEqualTo("noise");
    }

    @Test
    void members_that_are_left_out_have_their_defaults() {
        NodeDescriptor node = Samples.CATALOG.find("quarry:text-encoder").orElseThrow();

        assertThat(node.effect()).isEqualTo(Effect.NONE);
        assertThat(node.keywords()).isEmpty();
        assertThat(node.readsStep()).isFalse();
        assertThat(node.remembers()).isFalse();
        InputPort text = node.input("text").orElseThrow();
        assertThat(text.arity()).isEqualTo(InputPort.Arity.ONE);
        assertThat(text.demand()).isEqualTo(InputPort.Demand.EAGER);
        assertThat(text.param().orElseThrow().role()).isEqualTo(Param.Role.LONG_TEXT);
        assertThat(text.param().orElseThrow().min()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void the_summary_is_the_first_sentence() {
        assertThat(Samples.CATALOG.find("quarry:load-model").orElseThrow().summary())
                .isEqualTo("Opens a model.");
    }

    @Test
    void a_function_is_made_once_also_for_many_threads() {
        NodeDescriptor old = Samples.CATALOG.find("quarry:old").orElseThrow();
        Set<NodeFunction<?, ?>> made = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 100).parallel().forEach(i -> made.add(Samples.CATALOG.function(old)));

        assertThat(made).hasSize(1).first().isInstanceOf(OldNode.class);
    }

    @Test
    void a_class_that_is_missing_names_the_module() {
        NodeDescriptor lost = Samples.CATALOG.find("acme:lost").orElseThrow();

        assertThatThrownBy(() -> Samples.CATALOG.function(lost))
                .isInstanceOf(NodeException.class)
                .hasMessage("class com.acme.Lost of 'acme:lost' cannot be loaded (java.lang.ClassNotFoundException: "
                        + "com.acme.Lost); install org.quarry.nodes.test 0.1.0 again");
    }

    @Test
    void a_class_that_is_no_node_names_the_module() {
        NodeCatalog catalog = NodeCatalog.discover(
                List.of(module("one", node("a:b").replace("org.test.Missing", "java.lang.Object"))));

        assertThatThrownBy(() -> catalog.function(catalog.find("a:b").orElseThrow()))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("class java.lang.Object of 'a:b' cannot be loaded (")
                .hasMessageEndingWith("install org.one 1.0 again");
    }

    @Test
    void a_node_of_another_catalog_is_our_own_mistake() {
        NodeCatalog empty = NodeCatalog.of(List.of(), getClass().getClassLoader());

        assertThatThrownBy(() -> empty.function(Nodes.source("int"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void discovering_reads_descriptors_and_loads_no_class() {
        NodeCatalog catalog = NodeCatalog.discover(List.of(module("one", node("a:b"))));

        assertThat(catalog.find("a:b").orElseThrow().className()).isEqualTo("org.test.Missing");
    }

    private ClassLoader module(String name, String... nodes) {
        return loader(name, "{\"module\": \"org." + name + " 1.0\", \"nodes\": [" + String.join(",", nodes) + "]}");
    }

    private ClassLoader loader(String name, String index) {
        try {
            Path file = folder.resolve(name).resolve(NodeCatalog.INDEX);
            Files.createDirectories(file.getParent());
            Files.writeString(file, index);
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {folder.resolve(name).toUri().toURL()}, null);
            loaders.add(loader);
            return loader;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String node(String id) {
        return "{\"id\": \"" + id + "\", \"version\": 1, \"name\": \"N\", \"class\": \"org.test.Missing\"}";
    }
}

package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a module declares besides nodes. */
class ExtensionTest {
    private static final String VIEW = """
        package acme;
        import java.util.*;
        import org.quarry.node.extension.*;
        @Extension(id = "acme:palette", name = "Palette", color = "#D0A060", doc = "The main colours.")
        public final class PaletteView implements ValueView<PaletteView.Palette> {
            public record Palette(String colours) {}
            @Override public View view(Palette palette) { return new View.Words(palette.colours()); }
        }
        """;
    private static final String IMPORTER = """
        package acme;
        import java.util.*;
        import org.quarry.node.extension.*;
        @Extension(id = "acme:list", name = "List", endings = {".txt", ".tar.gz"}, doc = "Lines.")
        public final class Lines implements WorkflowImporter {
            @Override public boolean recognises(String text) { return true; }
            @Override public Imported read(String text) { return new Imported("{}", List.of()); }
        }
        """;
    private static final String CHOICE = """
        package acme;
        import org.quarry.node.extension.*;
        @Extension(id = "acme:backwards", name = "Backwards", doc = "From the end.")
        public final class Backwards extends Half {
            @Override public int at(int i) { return -i; }
        }
        interface Order { int at(int i); }
        abstract class Half implements Order {}
        """;
    private static final String OPEN = "@Param(doc = \"order\") org.quarry.node.extension.Choice<Edge, %s> order";

    @TempDir
    Path folder;

    private Compilation compile(String... sources) throws IOException {
        return new Compilation(folder).with("-Aquarry.module=com.acme 1.0").compile(sources);
    }

    @Test
    void the_index_says_all_that_is_declared() throws IOException {
        assertThat(compile(VIEW, IMPORTER, CHOICE).index()).isEqualTo("""
            {
              "module": "com.acme 1.0",
              "api": "1.0",
              "nodes": [],
              "extensions": [
                {
                  "id": "acme:backwards",
                  "name": "Backwards",
                  "doc": "From the end.",
                  "implements": [
                    "acme.Order"
                  ],
                  "class": "acme.Backwards"
                },
                {
                  "id": "acme:list",
                  "name": "List",
                  "doc": "Lines.",
                  "implements": [
                    "org.quarry.node.extension.WorkflowImporter"
                  ],
                  "class": "acme.Lines",
                  "endings": [
                    ".txt",
                    ".tar.gz"
                  ]
                },
                {
                  "id": "acme:palette",
                  "name": "Palette",
                  "doc": "The main colours.",
                  "implements": [
                    "org.quarry.node.extension.ValueView"
                  ],
                  "class": "acme.PaletteView",
                  "value": "acme.PaletteView$Palette",
                  "color": "#d0a060"
                }
              ]
            }
            """);
    }

    @Test
    void one_that_is_not_compiled_again_stays_in_the_index() throws IOException {
        compile(VIEW, CHOICE);

        assertThat(compile(IMPORTER).index()).contains("acme:backwards", "acme:list", "acme:palette");
    }

    @Test
    void two_of_one_id_are_refused() throws IOException {
        assertThat(compile(VIEW, IMPORTER.replace("acme:list", "acme:palette")).messages())
                .contains("id 'acme:palette' is that of acme.")
                .endsWith("too; give each its own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'acme:palette'      | 'Palette'      | found id 'Palette'; wanted vendor:name in small letters,"
                        + " digits and dashes, as in acme:midpoint",
                "name = \"Palette\"  | name = \" \"   | 'acme:palette' has no name, which users read; write one",
                "The main colours.   | ' '            | 'acme:palette' has no doc, which users read; write one",
                "#D0A060             | orange         | 'acme:palette': found color 'orange'; its ports need one of"
                        + " the form #c792ea: red, green and blue",
                "public final class  | final class    | PaletteView has no public constructor without arguments; make"
                        + " the class public and leave constructors out",
                "<PaletteView.Palette> | <List<String>> | 'acme:palette' does not say which class it shows; implement"
                        + " ValueView<Palette>, with a class that has no type arguments in place of Palette",
                "doc = \"The         | endings = \".x\", doc = \"The | 'acme:palette' has endings = .x, which says"
                        + " something of a WorkflowImporter only; leave it out, or implement that"
            })
    void what_is_wrong_with_a_view_is_said(String was, String is, String message) throws IOException {
        String view = VIEW.replace(was.replace("'", "\""), is.replace("'", "\""));
        if (is.contains("List<String>")) {
            view = view.replace("view(Palette palette)", "view(List<String> palette)")
                    .replace("palette.colours()", "\"\"");
        }

        assertThat(compile(view).messages()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endings = {\".txt\", \".tar.gz\"}, | '' | 'acme:list': found endings []; wanted at least one, in"
                        + " small letters with a dot first, as in .json",
                "\".txt\" | \"txt\" | 'acme:list': found endings [txt, .tar.gz]; wanted at least one, in small letters"
                        + " with a dot first, as in .json",
                "endings = | color = \"#ffffff\", endings = | 'acme:list' has color = #ffffff, which says something of"
                        + " a ValueView only; leave it out, or implement that"
            })
    void what_is_wrong_with_an_importer_is_said(String was, String is, String message) throws IOException {
        assertThat(compile(IMPORTER.replace(was, is)).messages()).isEqualTo(message);
    }

    @Test
    void a_class_that_contributes_nothing_is_told_what_could_be() throws IOException {
        assertThat(compile(CHOICE.replace(" extends Half", "").replace("@Override", ""))
                        .messages())
                .isEqualTo("Backwards has @Extension and implements nothing that could be contributed; wanted "
                        + "ValueView, ModelFamily, WorkflowImporter, or what a parameter of type Choice names, as "
                        + "org.quarry.diffusion.Sampler");
    }

    @Test
    void a_parameter_may_be_open_to_more_choices_than_its_enum() throws IOException {
        String node = Compilation.node(OPEN.formatted("Runnable"), "@Port(doc = \"y\") Tensor y");

        assertThat(compile(node).index())
                .contains("\"type\": \"acme.Sharpen$Edge\"")
                .contains("\"choices\": [{\"name\": \"clamp\"")
                .contains("\"open\": \"java.lang.Runnable\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"String | Choice<Sharpen.Edge, String>", "List<String> | Choice<Sharpen.Edge, List<String>>"})
    void what_is_added_to_its_choices_must_be_an_interface(String added, String shown) throws IOException {
        assertThat(compile(Compilation.node(OPEN.formatted(added), "@Port(doc = \"y\") Tensor y"))
                        .messages()
                        .replace(",S", ", S")
                        .replace(",L", ", L"))
                .isEqualTo("input 'order' is " + shown + "; wanted Choice<Own, More>: the enum of the node's own "
                        + "choices, and an interface without type arguments that further ones implement");
    }

    @Test
    void opening_a_parameter_breaks_no_file_and_closing_it_does() throws IOException {
        String closed = Compilation.node("@Param(doc = \"order\") Edge order", "@Port(doc = \"y\") Tensor y");
        String open = Compilation.node(OPEN.formatted("Runnable"), "@Port(doc = \"y\") Tensor y");
        String descriptors = "-Aquarry.descriptors=" + folder.resolve("nodes");
        Compilation compilation = new Compilation(folder).with(descriptors);

        assertThat(compilation.compile(closed).failures()).isEmpty();
        assertThat(compilation.compile(open).failures()).isEmpty();
        assertThat(compilation.compile(closed).messages())
                .startsWith("acme:sharpen changed, but its version is still 1: input 'order': open java.lang.Runnable"
                        + " became none.");
    }
}

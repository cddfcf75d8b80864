package org.quarry.node.processor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;
import org.quarry.node.ApiVersion;

/** The index in the compiler's output: as the last compilation left it, and as this one writes it. */
final class Index {
    static final String FILE = "META-INF/quarry/nodes.json";

    private final Filer filer;
    private final Map<String, Map<String, Object>> nodes;
    private final Map<String, Map<String, Object>> extensions;

    /** @throws IOException if the last compilation's index is there and cannot be read */
    Index(Filer filer) throws IOException {
        this.filer = filer;
        Map<String, Object> last = JsonParse.object(last(filer));
        nodes = byClass(last, "nodes");
        extensions = byClass(last, "extensions");
    }

    private static Map<String, Map<String, Object>> byClass(Map<String, Object> index, String list) {
        Map<String, Map<String, Object>> byClass = new LinkedHashMap<>();
        Entries.objects(index, list).forEach(entry -> byClass.put(Entries.text(entry, "class"), entry));
        return byClass;
    }

    private static String last(Filer filer) throws IOException {
        try {
            return filer.getResource(StandardLocation.CLASS_OUTPUT, "", FILE)
                    .getCharContent(false)
                    .toString();
        } catch (NoSuchFileException | FileNotFoundException e) {
            return "{}"; // the first compilation
        }
    }

    /** The nodes of the last compilation by their classes' binary names. */
    Map<String, Map<String, Object>> nodes() {
        return nodes;
    }

    /** The extensions of the last compilation by their classes' binary names. */
    Map<String, Map<String, Object>> extensions() {
        return extensions;
    }

    /** What the last compilation knew of an enum constant. */
    Optional<String> doc(String type, String constant) {
        return nodes.values().stream()
                .flatMap(node -> Entries.objects(node, "inputs").stream())
                .filter(input -> Entries.text(input, "type").equals(type))
                .flatMap(input -> Entries.objects(Entries.object(input, "param"), "choices").stream())
                .filter(choice -> Entries.text(choice, "constant").equals(constant))
                .map(choice -> Entries.text(choice, "doc"))
                .findFirst();
    }

    void write(
            String module,
            Collection<Map<String, Object>> nodes,
            Collection<Map<String, Object>> extensions,
            Element... origins)
            throws IOException {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("module", module);
        index.put("api", ApiVersion.CURRENT.toString());
        index.put("nodes", List.copyOf(nodes));
        Entries.put(index, "extensions", List.copyOf(extensions));
        try (Writer out = filer.createResource(StandardLocation.CLASS_OUTPUT, "", FILE, origins)
                .openWriter()) {
            out.write(JsonText.of(index));
        }
    }
}

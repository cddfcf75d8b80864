package org.quarry.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the models found. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists the models found, and what they lack.")
final class ModelsCommand implements Runnable {
    @Mixin
    private ModelOptions options = new ModelOptions();

    @Option(names = "--json", description = "As a JSON array, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (Models models = Discovery.models(options)) {
            List<ModelDescription> found = models.list();
            spec.commandLine().getOut().print(json ? JsonWriter.pretty(asJson(found), 2) : page(found));
            spec.commandLine().getOut().flush();
        }
    }

    private String page(List<ModelDescription> found) {
        Page page = Page.forTerminal();
        for (ModelDescription model : found) {
            page.line(String.format(
                    Locale.ROOT,
                    "%s   %s   %s   %.1f MB",
                    model.name(),
                    model.family(),
                    model.precision(),
                    model.bytes() / 1e6));
            page.paragraphs(model.folder().toString(), 2);
            page.paragraphs("networks: " + String.join(", ", model.components()), 2);
            if (!model.missing().isEmpty()) {
                page.paragraphs("missing: " + String.join(", ", model.missing()), 2);
            }
            page.blank();
        }
        if (found.isEmpty()) {
            page.paragraphs("No models found.", 0);
        }
        String folders = Discovery.setup(options).models().folders().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        page.paragraphs("Looked for folders with a model_index.json and .safetensors files in " + folders + ".", 0);
        return page.toString();
    }

    private static Json asJson(List<ModelDescription> found) {
        return new Json.Elements(found.stream()
                .map(model -> {
                    Json sizes = new Json.Members(new TreeMap<>(model.sizes().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, size -> Json.of(size.getValue())))));
                    return (Json) Json.object()
                            .with("name", Json.of(model.name()))
                            .with("family", Json.of(model.family()))
                            .with("folder", Json.of(model.folder().toString()))
                            .with("components", Json.ofTexts(model.components()))
                            .with("missing", Json.ofTexts(model.missing()))
                            .with("precision", Json.of(model.precision()))
                            .with("bytes", Json.of(model.bytes()))
                            .with("sizes", sizes);
                })
                .toList());
    }
}

package org.quarry.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelForm;
import org.quarry.node.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the models found. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models found, what they have and what they lack.",
        subcommands = ModelsInspectCommand.class)
final class ModelsCommand implements Runnable {
    @Mixin
    private ModelOptions options = new ModelOptions();

    @Option(names = "--json", description = "As a JSON array, for programs.")
    private boolean json;

    @Option(
            names = "--hash",
            description =
                    "Compute the hashes that are not known yet; gigabytes are read once. By a hash behind its name, as"
                            + " in painter.safetensors@4199bcdd14, a workflow finds a model that has another name here.")
    private boolean hash;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (Models models = Discovery.models(options)) {
            List<ModelDescription> found = new ArrayList<>(models.list());
            found.addAll(models.parts());
            Map<String, String> hashes = hashes(models, found);
            spec.commandLine().getOut().print(json ? JsonWriter.pretty(asJson(found, hashes), 2) : page(found, hashes));
            spec.commandLine().getOut().flush();
        } catch (ModelException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }

    /** By name; those that are known, or all. */
    private Map<String, String> hashes(Models models, List<ModelDescription> found) {
        Map<String, String> hashes = new HashMap<>();
        for (ModelDescription model : found) {
            Optional<String> known = models.knownHash(model.name());
            if (hash || known.isPresent()) {
                hashes.put(model.name(), known.orElseGet(() -> models.hash(model.name())));
            }
        }
        return hashes;
    }

    private String page(List<ModelDescription> found, Map<String, String> hashes) {
        Page page = Page.forTerminal();
        for (ModelDescription model : found) {
            page.line(String.format(
                    Locale.ROOT,
                    "%s   %s   %s   %s   %.1f MB",
                    model.name(),
                    model.form() == ModelForm.PART ? "any family" : model.family(),
                    model.form().label(),
                    model.precision(),
                    model.bytes() / 1e6));
            page.paragraphs(model.folder().toString(), 2);
            page.paragraphs("networks: " + String.join(", ", model.components()), 2);
            if (!model.missing().isEmpty()) {
                page.paragraphs("missing: " + String.join(", ", model.missing()) + "; " + model.advice(), 2);
            }
            if (hashes.containsKey(model.name())) {
                page.paragraphs(hashes.get(model.name()), 2);
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

    private static Json asJson(List<ModelDescription> found, Map<String, String> hashes) {
        return new Json.Elements(found.stream()
                .map(model -> {
                    Json sizes = new Json.Members(new TreeMap<>(model.sizes().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, size -> Json.of(size.getValue())))));
                    return (Json) Json.object()
                            .with("name", Json.of(model.name()))
                            .with("family", Json.of(model.family()))
                            .with("form", Json.of(model.form().label()))
                            .with("hash", Json.of(hashes.getOrDefault(model.name(), "")))
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

package org.quarry.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.json.WorkflowReader;

/** Nodes, models and workflows that tests share. */
final class Samples {
    static final NodeCatalog CATALOG = NodeCatalog.of(descriptors(), Samples.class.getClassLoader());

    static final KnownModels MODELS = KnownModels.of(List.of(
            model("pocket", "pocket", List.of()),
            model("dream", "sd15", List.of()),
            model("big", "sdxl", List.of()),
            model("torn", "sd15", List.of("unet/model.onnx_data"))));

    /** A prompt to a picture: everything linked as it should be. */
    static final String TEXT_TO_IMAGE = """
        {
          "quarry": 1,
          "title": "Text to image",
          "nodes": {
            "model": {"type": "quarry:load-model@1", "model": "dream"},
            "prompt": {"type": "quarry:text-encoder@1", "tokenizer": {"from": "model.tokenizer"}, "text": "a red house"},
            "negative": {"type": "quarry:text-encoder@1", "tokenizer": {"from": "model.tokenizer"}},
            "noise": {"type": "quarry:noise@1", "unet": {"from": "model.unet"}, "seed": 7},
            "with": {"type": "quarry:unet@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "prompt.conditioning"}},
            "without": {"type": "quarry:unet@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "negative.conditioning"}},
            "guided": {"type": "quarry:guidance@1", "scale": 5, "conditional": {"from": "with.prediction"}, "unconditional": {"from": "without.prediction"}},
            "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "guided.guided"}, "noise": {"from": "noise.noise"}},
            "decode": {"type": "quarry:decode@1", "vae": {"from": "model.vae"}, "latent": {"from": "denoise.latent"}},
            "save": {"type": "quarry:save-image@1", "picture": {"from": "decode.picture"}}
          }
        }
        """;

    private Samples() {}

    static Workflow textToImage() {
        return read(TEXT_TO_IMAGE);
    }

    /** A workflow from its nodes as they stand in a file. */
    static Workflow nodes(String... nodes) {
        return read("{\"quarry\": 1, \"nodes\": {" + String.join(",\n", nodes) + "}}");
    }

    static Workflow read(String json) {
        try {
            return WorkflowReader.read("w.json", json.getBytes(StandardCharsets.UTF_8))
                    .workflow();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Json json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                    .root();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Checked check(Workflow workflow) {
        return check(workflow, Components.NONE);
    }

    static Checked check(Workflow workflow, Components components) {
        return new Check(CATALOG, MODELS, components).check(workflow);
    }

    /** The messages of all problems of a workflow made of these nodes. */
    static List<String> problems(String... nodes) {
        return messages(check(nodes(nodes)));
    }

    static List<String> messages(Checked checked) {
        return checked.problems().stream().map(Problem::message).toList();
    }

    static Flow flow(Workflow workflow) {
        Checked checked = check(workflow);
        return checked.flow()
                .orElseThrow(() -> new AssertionError(messages(checked).toString()));
    }

    /** Components in memory, by file name. */
    static Components components(String... namesAndFiles) {
        Map<String, Components.Answer> files = new HashMap<>();
        for (int i = 0; i < namesAndFiles.length; i += 2) {
            String name = namesAndFiles[i];
            files.put(name, new Components.Component("/" + name, "sha256:" + name, read(namesAndFiles[i + 1])));
        }
        return (from, file) -> files.getOrDefault(file, new Components.Missing("there is no file " + file));
    }

    private static ModelDescription model(String name, String family, List<String> missing) {
        Map<String, Integer> sizes = Map.of("channels", family.equals("pocket") ? 8 : 4, "factor", 8);
        return new ModelDescription(
                name, family, Path.of("models", name), List.of("unet"), missing, "float32", 1000, sizes);
    }

    private static List<NodeDescriptor> descriptors() {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("nodes.json"))) {
            return ModuleIndex.read(JsonReader.read(in.readAllBytes(), JsonLimits.DEFAULT)
                            .root())
                    .nodes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }
}

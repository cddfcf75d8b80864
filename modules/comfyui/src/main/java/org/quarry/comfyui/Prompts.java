package org.quarry.comfyui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.WorkflowText.Placed;
import org.quarry.json.Json;

/** What steers a sampler: texts, and what is done to them on the way. */
final class Prompts {
    private static final String TEXT = "CLIPTextEncode";
    private static final String SIZED = "CLIPTextEncodeSDXL";
    private static final String SCORED = "CLIPTextEncodeSDXLRefiner";
    private static final String TWO_TEXTS = "CLIPTextEncodeFlux";
    private static final String SCALE = "FluxGuidance";
    private static final String ZEROS = "ConditioningZeroOut";
    private static final String CONTROL_OF_BOTH = "ControlNetApply";
    private static final String CONTROL = "ControlNetApplyAdvanced";
    private static final List<String> TYPES =
            List.of(TEXT, SIZED, SCORED, TWO_TEXTS, SCALE, ZEROS, CONTROL_OF_BOTH, CONTROL);

    private final Draft draft;
    private final Models models;
    private final Pictures pictures;

    Prompts(Draft draft, Models models, Pictures pictures) {
        this.draft = draft;
        this.models = models;
        this.pictures = pictures;
    }

    /** One of a sampler's two prompts. @param base of the names @param model the Load model that it all begins with */
    record Side(String base, String model) {}

    /** All that read a text are called after the first of them. */
    private static boolean readsText(ApiNode node) {
        return node.type().startsWith(TEXT);
    }

    /** Where the text encoders of the conditioning at an input come from. */
    ApiNode encoders(ApiNode node, String input) {
        ApiNode from = draft.graph().source(node, input, TYPES);
        return readsText(from) ? models.encoders(from, "clip") : encoders(from, before(node, input, from));
    }

    /** The input that what comes out at a wire goes in by. */
    private String before(ApiNode node, String input, ApiNode from) {
        if (!from.type().equals(CONTROL)) {
            return "conditioning";
        }
        boolean second = draft.graph()
                .wire(node, input)
                .filter(wire -> wire.output() == 1)
                .isPresent();
        return second ? "negative" : "positive";
    }

    /** The node that gives the conditioning at an input. */
    String conditioning(ApiNode node, String input, Side side) {
        ApiNode from = draft.graph().source(node, input, TYPES);
        draft.carry(from);
        return switch (from.type()) {
            case SIZED -> sized(from, side);
            case SCORED -> scored(from, side);
            case TWO_TEXTS -> guided(from, twoTexts(from, side), side);
            case SCALE -> guided(from, conditioning(from, "conditioning", side), side);
            case ZEROS -> encoded(from, "", side);
            case CONTROL_OF_BOTH, CONTROL ->
                controlled(from, conditioning(from, before(node, input, from), side), side);
            default -> encoded(from, from.text("text", ""), side);
        };
    }

    /** What steers away, with the ControlNets of the other side where these are meant for both. */
    String negative(ApiNode sampler, Side side) {
        String conditioning = conditioning(sampler, "negative", side);
        Deque<ApiNode> controls = controls(sampler, "positive");
        boolean both = !controls.isEmpty() && controls.getLast().type().equals(CONTROL_OF_BOTH);
        if (both && controls(sampler, "negative").isEmpty()) {
            for (ApiNode control : controls) {
                conditioning = controlled(control, conditioning, side);
            }
        }
        return conditioning;
    }

    /** The ControlNets before an input, the nearest last. */
    private Deque<ApiNode> controls(ApiNode node, String input) {
        ApiNode from = draft.graph().source(node, input, TYPES);
        if (readsText(from)) {
            return new ArrayDeque<>();
        }
        Deque<ApiNode> controls = controls(from, before(node, input, from));
        if (from.type().equals(CONTROL_OF_BOTH) || from.type().equals(CONTROL)) {
            controls.addLast(from);
        }
        return controls;
    }

    private String tokens(String name, String text, Side side) {
        draft.workflow()
                .node(name, "quarry:tokenizer@1")
                .link("vocabulary", side.model() + ".tokenizer")
                .set("text", Json.of(text));
        return name;
    }

    private String encoded(ApiNode node, String text, Side side) {
        String tokens = draft.name(side.base(), node, side.model());
        String encoded = tokens + "-encoded";
        if (!draft.workflow().holds(encoded)) {
            boolean zeros = node.type().equals(ZEROS);
            String encoder = zeros ? side.model() + ".textEncoder" : models.encoder(node, "clip", side.model());
            tokens(tokens, text, side);
            Placed made = draft.workflow()
                    .node(encoded, "quarry:text-encoder@2")
                    .link("tokens", tokens + ".tokens")
                    .link("encoder", encoder);
            if (text.isBlank()) {
                made.set("empty", Json.of(zeros ? "zeros" : "encoded"));
            }
            noteWords(node, text);
        }
        return encoded;
    }

    private void noteWords(ApiNode node, String text) {
        if (text.contains("embedding:")) {
            draft.note(
                    node,
                    "put the files of the words behind 'embedding:' into the folder embeddings within the models"
                            + " folder, as .safetensors files");
        }
    }

    private String twoTexts(ApiNode node, Side side) {
        String encoded = encoded(node, node.text("clip_l", ""), side);
        String other = draft.name(side.base() + "-t5", node, side.model());
        if (!draft.workflow().holds(other)) {
            tokens(other, node.text("t5xxl", ""), side);
            draft.workflow().placed(other).set("which", Json.of("second"));
            draft.workflow().placed(encoded).link("t5Tokens", other + ".tokens");
        }
        return encoded;
    }

    private String sized(ApiNode node, Side side) {
        String text = node.text("text_g", "");
        if (!node.text("text_l", "").equals(text)) {
            draft.note(node, "here one text serves both text encoders: text_g; text_l was left out");
        }
        String encoded = encoded(node, text, side);
        String name = encoded + "-size";
        if (!draft.workflow().holds(name)) {
            size(name, encoded, node, side)
                    .set("left", node.number("crop_w", 0))
                    .set("top", node.number("crop_h", 0))
                    .set("targetWidth", node.number("target_width", 1024))
                    .set("targetHeight", node.number("target_height", 1024));
        }
        return name;
    }

    private String scored(ApiNode node, Side side) {
        String encoded = encoded(node, node.text("text", ""), side);
        String name = encoded + "-size";
        if (!draft.workflow().holds(name)) {
            size(name, encoded, node, side).set("score", node.number("ascore", 6));
        }
        return name;
    }

    private Placed size(String name, String encoded, ApiNode node, Side side) {
        return draft.workflow()
                .node(name, "quarry:size-conditioning@1")
                .link("conditioning", encoded + ".conditioning")
                .link("unet", side.model() + ".unet")
                .set("width", node.number("width", 1024))
                .set("height", node.number("height", 1024));
    }

    private String guided(ApiNode node, String conditioning, Side side) {
        String name = draft.name(side.base() + "-guidance", node, side.model());
        if (!draft.workflow().holds(name)) {
            draft.workflow()
                    .node(name, "quarry:guidance-embedding@1")
                    .link("conditioning", conditioning + ".conditioning")
                    .link("unet", side.model() + ".unet")
                    .set("scale", node.number("guidance", 3.5));
        }
        return name;
    }

    private String controlled(ApiNode node, String conditioning, Side side) {
        String name = draft.name("control-" + side.base(), node, side.model() + "-" + conditioning);
        if (!draft.workflow().holds(name)) {
            String picture = pictures.picture(draft.graph().source(node, "image", Pictures.TYPES));
            Placed made = draft.workflow()
                    .node(name, "quarry:apply-controlnet@1")
                    .link("controlNet", controlNet(node, side.model()) + ".controlNet")
                    .link("conditioning", conditioning + ".conditioning")
                    .link("picture", picture)
                    .set("strength", node.number("strength", 1));
            if (node.type().equals(CONTROL)) {
                made.set("start", node.number("start_percent", 0)).set("end", node.number("end_percent", 1));
                notePart(node);
            }
        }
        return name;
    }

    private String controlNet(ApiNode node, String model) {
        ApiNode loader = draft.graph().source(node, "control_net", List.of("ControlNetLoader"));
        String name = draft.name("controlnet", loader, model);
        if (!draft.workflow().holds(name)) {
            draft.carry(loader);
            String file = loader.file("control_net_name");
            draft.note(
                    loader, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow()
                    .node(name, "quarry:load-controlnet@1")
                    .link("unet", model + ".unet")
                    .set("file", Json.of(file));
        }
        return name;
    }

    private void notePart(ApiNode node) {
        if (node.amount("start_percent", 0).signum() != 0
                || node.amount("end_percent", 1).doubleValue() != 1) {
            draft.note(
                    node,
                    "start_percent and end_percent are parts of the steps here, not of the noise levels of training;"
                            + " where a schedule is bent, as karras is, that is not the same");
        }
    }
}

package org.quarry.comfyui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.comfyui.ApiGraph.Wire;
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
    private static final String OUT = ".conditioning";
    private static final String CONTROL_OF_BOTH = "ControlNetApply";
    private static final String CONTROL = "ControlNetApplyAdvanced";
    private static final String BOTH = "ConditioningCombine";
    private static final String FILL = "InpaintModelConditioning";

    private final Draft draft;
    private final Translation all;

    Prompts(Draft draft, Translation all) {
        this.draft = draft;
        this.all = all;
    }

    /** One of a sampler's two prompts. @param base of the names @param model the Load model that it all begins with */
    record Side(String base, String model) {}

    /** Where the text encoders of the conditioning at an input come from; empty if that is not known. */
    Optional<ApiNode> encoders(Wire wire) {
        ApiNode from = wire.from();
        return draft.graph().wire(from, "clip").isPresent()
                ? Optional.of(all.models().encoders(from, "clip"))
                : before(wire).flatMap(this::encoders);
    }

    /** The wire that what comes out at one goes in by. */
    private Optional<Wire> before(Wire wire) {
        return Stream.of(input(wire), "conditioning", "conditioning_1")
                .flatMap(input -> draft.graph().wire(wire.from(), input).stream())
                .findFirst();
    }

    private static String input(Wire wire) {
        return wire.output() == 1 ? "negative" : "positive";
    }

    /** The wires of all prompts that one joins, each of which has a prediction of its own. */
    List<Wire> joined(Wire wire) {
        if (!wire.from().type().equals(BOTH)) {
            return List.of(wire);
        }
        draft.carry(wire.from());
        return Stream.of("conditioning_1", "conditioning_2")
                .flatMap(input -> joined(draft.graph().wired(wire.from(), input)).stream())
                .toList();
    }

    /** The output that gives the conditioning of a wire. */
    String conditioning(Wire wire, Side side) {
        ApiNode from = wire.from();
        return switch (from.type()) {
            case SIZED -> sized(from, side) + OUT;
            case SCORED -> scored(from, side) + OUT;
            case TWO_TEXTS -> guided(from, twoTexts(from, side) + OUT, side) + OUT;
            case SCALE -> guided(from, inner(from, wire, side), side) + OUT;
            case ZEROS -> encoded(from, "", side) + OUT;
            case CONTROL_OF_BOTH, CONTROL -> controlled(from, inner(from, wire, side), side);
            case TEXT -> encoded(from, draft.values().text(from, "text", ""), side) + OUT;
            case FILL -> all.holes().channels(from, inner(from, wire, side), side);
            case BOTH -> first(wire, side);
            default -> other(wire, side);
        };
    }

    private String inner(ApiNode from, Wire wire, Side side) {
        draft.carry(from);
        Wire inner = before(wire).orElseGet(() -> draft.graph().wired(from, "conditioning"));
        return conditioning(inner, side);
    }

    /** Joined prompts have two predictions, which nothing between them and the sampler can take as one. */
    private String first(Wire wire, Side side) {
        draft.note(
                wire.from(),
                "only its first prompt was taken: here two prompts are joined behind their UNet steps, not before a"
                        + " node that works on both");
        return inner(wire.from(), wire, side);
    }

    private String other(Wire wire, Side side) {
        Map<String, String> links = new HashMap<>();
        Optional<Wire> inner = before(wire);
        for (String input : wire.from().inputs().members().keySet()) {
            if (inner.isPresent() && draft.graph().wire(wire.from(), input).equals(inner)) {
                links.put(input, conditioning(inner.get(), side));
            }
        }
        if (draft.graph().wire(wire.from(), "clip").isPresent()) {
            links.put("clip", all.models().encoder(wire.from(), "clip", side.model()));
        }
        return all.placeholders().output(wire, links);
    }

    /** What steers away, with the ControlNets of the other side where these are meant for both. */
    String negative(Wire wire, Wire positive, Side side) {
        String conditioning = conditioning(wire, side);
        Deque<ApiNode> controls = controls(positive);
        boolean both = !controls.isEmpty() && controls.getLast().type().equals(CONTROL_OF_BOTH);
        if (both && controls(wire).isEmpty()) {
            for (ApiNode control : controls) {
                conditioning = controlled(control, conditioning, side);
            }
        }
        return conditioning;
    }

    /** The ControlNets before a wire, the nearest last. */
    private Deque<ApiNode> controls(Wire wire) {
        Deque<ApiNode> controls = before(wire).map(this::controls).orElseGet(ArrayDeque::new);
        if (wire.from().is(CONTROL_OF_BOTH, CONTROL)) {
            controls.addLast(wire.from());
        }
        return controls;
    }

    private String tokens(String name, String text, ApiNode node, Side side) {
        draft.workflow()
                .node(name, "quarry:tokenizer@1", node)
                .link("vocabulary", side.model() + ".tokenizer")
                .set("text", Json.of(text));
        return name;
    }

    private String encoded(ApiNode node, String text, Side side) {
        draft.carry(node);
        String tokens = draft.name(side.base(), node, side.model());
        String encoded = tokens + "-encoded";
        if (!draft.workflow().holds(encoded)) {
            boolean zeros = node.type().equals(ZEROS);
            String encoder =
                    zeros ? side.model() + ".textEncoder" : all.models().encoder(node, "clip", side.model());
            tokens(tokens, text, node, side);
            Placed made = draft.workflow()
                    .node(encoded, "quarry:text-encoder@3", node)
                    .link("tokens", tokens + ".tokens")
                    .link("encoder", encoder);
            if (text.isBlank()) {
                made.set("empty", Json.of(zeros ? "zeros" : "encoded"));
            }
            int layer = zeros ? 0 : all.models().layer(node, "clip");
            if (layer > 0) {
                made.set("clipSkip", Json.of(layer));
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
        String encoded = encoded(node, draft.values().text(node, "clip_l", ""), side);
        String other = draft.name(side.base() + "-t5", node, side.model());
        if (!draft.workflow().holds(other)) {
            tokens(other, draft.values().text(node, "t5xxl", ""), node, side);
            draft.workflow().placed(other).set("which", Json.of("second"));
            draft.workflow().placed(encoded).link("t5Tokens", other + ".tokens");
        }
        return encoded;
    }

    private String sized(ApiNode node, Side side) {
        String text = draft.values().text(node, "text_g", "");
        if (!draft.values().text(node, "text_l", "").equals(text)) {
            draft.note(node, "here one text serves both text encoders: text_g; text_l was left out");
        }
        String encoded = encoded(node, text, side);
        String name = encoded + "-size";
        if (!draft.workflow().holds(name)) {
            size(name, encoded, node, side)
                    .set("left", draft.values().number(node, "crop_w", 0))
                    .set("top", draft.values().number(node, "crop_h", 0))
                    .set("targetWidth", draft.values().number(node, "target_width", 1024))
                    .set("targetHeight", draft.values().number(node, "target_height", 1024));
        }
        return name;
    }

    private String scored(ApiNode node, Side side) {
        String encoded = encoded(node, draft.values().text(node, "text", ""), side);
        String name = encoded + "-size";
        if (!draft.workflow().holds(name)) {
            size(name, encoded, node, side).set("score", draft.values().number(node, "ascore", 6));
        }
        return name;
    }

    private Placed size(String name, String encoded, ApiNode node, Side side) {
        return draft.workflow()
                .node(name, "quarry:size-conditioning@1", node)
                .link("conditioning", encoded + ".conditioning")
                .link("unet", side.model() + ".unet")
                .set("width", draft.values().number(node, "width", 1024))
                .set("height", draft.values().number(node, "height", 1024));
    }

    private String guided(ApiNode node, String conditioning, Side side) {
        String name = draft.name(side.base() + "-guidance", node, side.model());
        if (!draft.workflow().holds(name)) {
            draft.workflow()
                    .node(name, "quarry:guidance-embedding@1", node)
                    .link("conditioning", conditioning)
                    .link("unet", side.model() + ".unet")
                    .set("scale", draft.values().number(node, "guidance", 3.5));
        }
        return name;
    }

    private String controlled(ApiNode node, String conditioning, Side side) {
        draft.carry(node);
        String steered = conditioning.substring(0, conditioning.indexOf('.'));
        String name = draft.name("control-" + side.base(), node, side.model() + "-" + steered);
        if (!draft.workflow().holds(name)) {
            String picture = all.pictures().output(draft.graph().wired(node, "image"));
            Placed made = draft.workflow()
                    .node(name, "quarry:apply-controlnet@1", node)
                    .link("controlNet", controlNet(node, side.model()) + ".controlNet")
                    .link("conditioning", conditioning)
                    .link("picture", picture)
                    .set("strength", draft.values().number(node, "strength", 1));
            if (node.type().equals(CONTROL)) {
                made.set("start", draft.values().number(node, "start_percent", 0))
                        .set("end", draft.values().number(node, "end_percent", 1));
                notePart(node);
            }
        }
        return name + OUT;
    }

    private String controlNet(ApiNode node, String model) {
        ApiNode loader = draft.graph().wired(node, "control_net").from();
        String name = draft.name("controlnet", loader, model);
        if (!draft.workflow().holds(name)) {
            draft.carry(loader);
            String file = draft.values().file(loader, "control_net_name");
            draft.note(
                    loader, "put the file '" + file + "' beside the workflow, or set its path in node '" + name + "'");
            draft.workflow()
                    .node(name, "quarry:load-controlnet@1", loader)
                    .link("unet", model + ".unet")
                    .set("file", Json.of(file));
        }
        return name;
    }

    private void notePart(ApiNode node) {
        if (draft.values().amount(node, "start_percent", 0).signum() != 0
                || draft.values().amount(node, "end_percent", 1).doubleValue() != 1) {
            draft.note(
                    node,
                    "start_percent and end_percent are parts of the steps here, not of the noise levels of training;"
                            + " where a schedule is bent, as karras is, that is not the same");
        }
    }
}

package org.quarry.editor.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What becomes of a seed when it has served a run. Kept in the layout, as {@code "seeds": {"seed": "random"}} of its node. */
public enum SeedMode {
    /** It stays. */
    FIXED,
    /** It is drawn anew. */
    RANDOM,
    /** It grows by one. */
    INCREMENT;

    private static final String MEMBER = "seeds";
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** Seeds that are drawn are below 2³², short enough to be read out and typed. */
    private static final long DRAWN = 0xFFFF_FFFFL;

    /** The mode of a seed. */
    public static SeedMode of(Workflow workflow, Socket seed) {
        Json kept = Edits.place(workflow, seed.node()).extras().get(MEMBER);
        Json word = kept instanceof Json.Members seeds ? seeds.members().get(seed.port()) : null;
        if (word instanceof Json.Text text) {
            for (SeedMode mode : values()) {
                if (mode.word().equals(text.text())) {
                    return mode;
                }
            }
        }
        return FIXED;
    }

    /** Gives a seed this mode. */
    public UnaryOperator<Workflow> at(Socket seed) {
        return workflow -> {
            Place place = Edits.place(workflow, seed.node());
            Map<String, Json> seeds = new LinkedHashMap<>(
                    place.extras().get(MEMBER) instanceof Json.Members kept ? kept.members() : Map.of());
            if (this == FIXED) {
                seeds.remove(seed.port());
            } else {
                seeds.put(seed.port(), Json.of(word()));
            }
            Map<String, Json> extras = new LinkedHashMap<>(place.extras());
            extras.remove(MEMBER);
            if (!seeds.isEmpty()) {
                extras.put(MEMBER, new Json.Members(seeds));
            }
            Layout layout = workflow.layout();
            Map<String, Place> places = new LinkedHashMap<>(layout.places());
            places.put(seed.node(), new Place(place.x(), place.y(), extras));
            return Edits.with(workflow, new Layout(places, layout.frames(), layout.notes()));
        };
    }

    /** A seed nobody chose. @param random any 64 bits */
    public static Json drawn(LongSupplier random) {
        return new Json.Numeral(BigDecimal.valueOf(random.getAsLong() & DRAWN));
    }

    /** The seed after this one. */
    Json after(Json seed, LongSupplier random) {
        return switch (this) {
            case FIXED -> seed;
            case RANDOM -> drawn(random);
            case INCREMENT ->
                seed instanceof Json.Numeral number
                        ? new Json.Numeral(new BigDecimal(number.value()
                                .toBigInteger()
                                .add(BigInteger.ONE)
                                .mod(ALL)))
                        : seed;
        };
    }

    /** The seeds of a document that are not linked, with their values. */
    public static Map<Socket, Json> seeds(Document document) {
        Map<Socket, Json> seeds = new LinkedHashMap<>();
        for (String node : document.workflow().nodes().keySet()) {
            for (InputPort port : document.ports(node).inputs()) {
                Socket at = new Socket(node, port.name());
                value(document.workflow(), at, port).ifPresent(value -> seeds.put(at, value));
            }
        }
        return seeds;
    }

    /**
     * Goes on to the next seed wherever the mode says so and the present one has served. So the seed that is seen is that
     * of the picture that is seen, and one that the user typed is tried before another is drawn.
     *
     * @param used the seeds of the last run
     */
    public static void advance(Document document, Map<Socket, Json> used, LongSupplier random) {
        Map<Socket, Input> next = new LinkedHashMap<>();
        seeds(document).forEach((socket, value) -> {
            SeedMode mode = of(document.workflow(), socket);
            if (mode != FIXED && value.equals(used.get(socket))) {
                next.put(socket, new Input.Value(mode.after(value, random)));
            }
        });
        document.amend("Next Seed", workflow -> {
            Workflow advanced = workflow;
            for (Map.Entry<Socket, Input> seed : next.entrySet()) {
                if (advanced.nodes().containsKey(seed.getKey().node())) {
                    advanced = advanced.with(seed.getKey(), seed.getValue());
                }
            }
            return advanced;
        });
    }

    /** The seed that stands there; empty if a wire does, or it is none. */
    private static Optional<Json> value(Workflow workflow, Socket at, InputPort port) {
        if (port.param().filter(param -> param.role() == Param.Role.SEED).isEmpty()) {
            return Optional.empty();
        }
        Input given = workflow.find(at.node())
                .map(node -> node.inputs().get(at.port()))
                .orElse(null);
        if (given instanceof Input.Wires) {
            return Optional.empty();
        }
        return Optional.of(
                given instanceof Input.Value value
                        ? value.value()
                        : port.param().get().initial());
    }

    /** The mode that follows when a user goes through them. */
    public SeedMode next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /** As it is written: {@code random}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.quarry.workflow.ValueType;

/**
 * How the values of a type are drawn, by colour and by line, so that they differ for those who see few colours too.
 *
 * @param colour of ports and wires
 * @param width of the wire, in canvas units
 */
record TypeLook(Color colour, float width) {
    private static final Map<Float, Stroke> DASHED = new ConcurrentHashMap<>();
    private static final Map<Float, Stroke> SOLID = new ConcurrentHashMap<>();
    private static final TypeLook OTHER = new TypeLook(new Color(0x9AA5B1), 2f);
    /** What a value stands for says more than its Java type; hues are those of a palette for colour-blind readers. */
    private static final Map<String, TypeLook> BY_KIND = Map.of(
            "latent", new TypeLook(new Color(0xE36BAE), 2.6f),
            "latent-mask", new TypeLook(new Color(0xD8DEE9), 1.6f),
            "prediction", new TypeLook(new Color(0xF0E442), 2.6f),
            "conditioning", new TypeLook(new Color(0xE69F00), 2.2f),
            "picture", new TypeLook(new Color(0x56B4E9), 3.2f),
            "schedule", new TypeLook(new Color(0x00B386), 2f),
            "tokens", new TypeLook(new Color(0xC7D36F), 1.6f));

    private static final Map<String, TypeLook> BY_TYPE = Map.ofEntries(
            Map.entry("Tensor", new TypeLook(new Color(0xC792EA), 2.6f)),
            Map.entry("Picture", new TypeLook(new Color(0x56B4E9), 3.2f)),
            Map.entry("Mask", new TypeLook(new Color(0xD8DEE9), 2.2f)),
            Map.entry("Conditioning", new TypeLook(new Color(0xE69F00), 2.2f)),
            Map.entry("Tokens", new TypeLook(new Color(0xC7D36F), 1.6f)),
            Map.entry("Schedule", new TypeLook(new Color(0x00B386), 2f)),
            Map.entry("Model", new TypeLook(new Color(0x8DA0F5), 2.2f)),
            Map.entry("Network", new TypeLook(new Color(0x8DA0F5), 2.2f)),
            Map.entry("number", new TypeLook(new Color(0xA3BE8C), 1.4f)),
            Map.entry("whole number", new TypeLook(new Color(0x7FB685), 1.4f)),
            Map.entry("text", new TypeLook(new Color(0xD5C4A1), 1.4f)),
            Map.entry("truth value", new TypeLook(new Color(0xD08770), 1.4f)),
            Map.entry("file", new TypeLook(new Color(0xB0A090), 1.4f)));

    /** The look of a type. @param kind as declared; empty if none */
    static TypeLook of(ValueType type, String kind) {
        int family = kind.indexOf('<');
        TypeLook byKind = BY_KIND.get(family < 0 ? kind : kind.substring(0, family));
        if (byKind != null) {
            return byKind;
        }
        TypeLook ofModule = TypeColours.known().get(type.javaName());
        return ofModule != null ? ofModule : BY_TYPE.getOrDefault(type.label(), OTHER);
    }

    /** Solid for what is computed once, dashed for what is computed at every step. */
    Stroke stroke(boolean perStep) {
        return (perStep ? DASHED : SOLID).computeIfAbsent(width, wide -> perStep ? dashed(wide) : solid(wide));
    }

    private static Stroke dashed(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0);
    }

    private static Stroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
}

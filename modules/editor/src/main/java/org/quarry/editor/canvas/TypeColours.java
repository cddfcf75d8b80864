package org.quarry.editor.canvas;

import java.awt.Color;
import java.util.HashMap;
import java.util.Map;
import org.quarry.node.extension.ValueView;
import org.quarry.workflow.Extensions;

/** The colours of the types that modules bring. All canvases of a desktop draw by the same. */
public final class TypeColours {
    private static final float WIDTH = 2.2f;
    private static volatile Map<String, TypeLook> known = Map.of();

    private TypeColours() {}

    /** Draws by what these say from now on; to be told whenever the modules of the desktop change. */
    public static void learn(Extensions extensions) {
        Map<String, TypeLook> looks = new HashMap<>();
        extensions
                .of(ValueView.class)
                .forEach(view -> looks.put(view.value(), new TypeLook(Color.decode(view.color()), WIDTH)));
        known = Map.copyOf(looks);
    }

    /** The looks by the binary names of types. */
    static Map<String, TypeLook> known() {
        return known;
    }
}

package org.quarry.editor.pane;

import java.awt.Image;
import java.util.Optional;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import org.openide.util.ImageUtilities;

/** Our own icons, by name. */
public final class Icons {
    private static final String FOLDER = "org/quarry/editor/icons/";

    private Icons() {}

    /** The icon of a name, as large as the look wants it. @throws IllegalArgumentException if there is none */
    public static Icon of(String name) {
        return Zoomed.of(drawn(name));
    }

    private static Icon drawn(String name) {
        Optional<Icon> found = Optional.ofNullable(ImageUtilities.loadImageIcon(FOLDER + name + ".svg", false));
        return found.orElseThrow(() -> new IllegalArgumentException("there is no icon '" + name + "'"));
    }

    /** The icon of a name as an image. */
    public static Image image(String name) {
        Icon icon = drawn(name);
        return icon instanceof ImageIcon image ? image.getImage() : ImageUtilities.icon2Image(icon);
    }
}

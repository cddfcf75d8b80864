package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.Icon;
import javax.swing.JColorChooser;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import org.jspecify.annotations.Nullable;

/** Colours for nodes and frames: the theme's own, some that are told apart on dark and light, and any other. */
final class ColourMenu {
    private record Swatch(String name, String written) {}

    private static final List<Swatch> SWATCHES = List.of(
            new Swatch("Red", "#c0504d"),
            new Swatch("Orange", "#d08030"),
            new Swatch("Yellow", "#b8a030"),
            new Swatch("Green", "#4f9a57"),
            new Swatch("Teal", "#2f9a96"),
            new Swatch("Blue", "#4678c0"),
            new Swatch("Purple", "#8064b8"),
            new Swatch("Pink", "#c0609a"),
            new Swatch("Grey", "#808488"));

    private ColourMenu() {}

    /** @param chosen told what was chosen, as {@code #rrggbb}; empty for the theme's own */
    static JPopupMenu of(Component canvas, Consumer<String> chosen) {
        JPopupMenu menu = new JPopupMenu();
        menu.add(item("Of Its Kind", chosen, ""));
        menu.addSeparator();
        for (Swatch swatch : SWATCHES) {
            JMenuItem item = item(swatch.name(), chosen, swatch.written());
            item.setIcon(new Dot(Color.decode(swatch.written())));
            menu.add(item);
        }
        menu.addSeparator();
        menu.add("Another…").addActionListener(e -> {
            @Nullable Color picked = JColorChooser.showDialog(canvas, "Colour", Color.decode("#4678c0"));
            if (picked != null) {
                chosen.accept(String.format(Locale.ROOT, "#%06x", picked.getRGB() & 0xFFFFFF));
            }
        });
        return menu;
    }

    private static JMenuItem item(String name, Consumer<String> chosen, String written) {
        JMenuItem item = new JMenuItem(name);
        item.addActionListener(e -> chosen.accept(written));
        return item;
    }

    private record Dot(Color colour) implements Icon {
        private static final int SIDE = 14;

        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            Graphics2D g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(colour);
            g.fillRoundRect(x, y, SIDE, SIDE, 6, 6);
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return SIDE;
        }

        @Override
        public int getIconHeight() {
            return SIDE;
        }
    }
}

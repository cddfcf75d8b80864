package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.RoundRectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.Timer;

/** A sentence beside the mouse that says why something is not done. */
final class Notice {
    private static final int MILLIS = 6000;
    private static final float WIDTH = 360;
    private static final int PADDING = 9;
    private static final int AWAY = 18;

    private final JComponent owner;
    private final Timer timer;
    private String sentence = "";
    private Point at = new Point();

    Notice(JComponent owner) {
        this.owner = owner;
        timer = new Timer(MILLIS, tick -> say("", at));
        timer.setRepeats(false);
    }

    /** Says it until something else is said. @param words empty for nothing */
    void say(String words, Point mouse) {
        timer.stop();
        if (!words.isEmpty() || !sentence.isEmpty()) {
            owner.repaint();
        }
        sentence = words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        at = mouse;
    }

    /** Says it for some seconds. */
    void tell(String words, Point mouse) {
        say(words, mouse);
        timer.restart();
    }

    /** What is said now; empty if nothing is. */
    String sentence() {
        return sentence;
    }

    /** Paints in the coordinates of the component. */
    void paint(Graphics2D g, CanvasTheme theme, Dimension room) {
        if (sentence.isEmpty()) {
            return;
        }
        List<TextLayout> lines = lines(g);
        double width = lines.stream().mapToDouble(TextLayout::getAdvance).max().orElse(0) + 2 * PADDING;
        double height = lines.stream().mapToDouble(Notice::height).sum() + 2 * PADDING;
        double x = Math.max(4, Math.min(at.x + AWAY, room.width - width - 4));
        double y = at.y + AWAY + height < room.height ? at.y + AWAY : Math.max(4, at.y - AWAY - height);
        RoundRectangle2D box = new RoundRectangle2D.Double(x, y, width, height, 8, 8);
        g.setColor(theme.dark() ? new Color(0x4A2A2C) : new Color(0xFFE9E7));
        g.fill(box);
        g.setColor(CanvasTheme.ERROR);
        g.draw(box);
        g.setColor(theme.text());
        double base = y + PADDING;
        for (TextLayout line : lines) {
            line.draw(g, (float) x + PADDING, (float) base + line.getAscent());
            base += height(line);
        }
    }

    private static double height(TextLayout line) {
        return line.getAscent() + line.getDescent() + line.getLeading();
    }

    private List<TextLayout> lines(Graphics2D g) {
        AttributedString text = new AttributedString(sentence, Map.of(TextAttribute.FONT, CanvasTheme.NOTE));
        LineBreakMeasurer breaks = new LineBreakMeasurer(text.getIterator(), g.getFontRenderContext());
        List<TextLayout> lines = new ArrayList<>();
        while (breaks.getPosition() < sentence.length()) {
            lines.add(breaks.nextLayout(WIDTH));
        }
        return lines;
    }
}

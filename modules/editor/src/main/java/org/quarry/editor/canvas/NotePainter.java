package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.workflow.Layout.Note;

/** Lays out and paints notes: Markdown on a sheet that is as high as its text. To be used on the event thread. */
final class NotePainter {
    private static final double PADDING = 10;
    private static final double NARROWEST = 40;
    private static final int KEPT = 512;
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
    private static final Map<Note, Sheet> SHEETS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Note, Sheet> eldest) {
            return size() > KEPT;
        }
    };

    private NotePainter() {}

    private record Line(TextLayout text, float x, float baseline) {}

    private record Sheet(List<Line> lines, double height) {}

    /** Where a note is on the canvas. */
    static Rectangle2D bounds(Note note) {
        return new Rectangle2D.Double(
                note.x(),
                note.y(),
                Math.max(NARROWEST, note.width()),
                sheet(note).height());
    }

    static void paint(Graphics2D g, View view, Note note, boolean selected) {
        CanvasTheme theme = view.theme();
        Rectangle2D at = bounds(note);
        RoundRectangle2D body = new RoundRectangle2D.Double(at.getX(), at.getY(), at.getWidth(), at.getHeight(), 8, 8);
        g.setColor(theme.note());
        g.fill(body);
        g.setColor(selected ? CanvasTheme.SELECTED : theme.noteEdge());
        g.setStroke(new BasicStroke(selected ? 2 : 1));
        g.draw(body);
        if (view.readable()) {
            g.setColor(theme.noteText());
            for (Line line : sheet(note).lines()) {
                line.text().draw(g, (float) at.getX() + line.x(), (float) at.getY() + line.baseline());
            }
        }
    }

    private static Sheet sheet(Note note) {
        return SHEETS.computeIfAbsent(note, NotePainter::layOut);
    }

    private static Sheet layOut(Note note) {
        double width = Math.max(NARROWEST, note.width()) - 2 * PADDING;
        List<Line> lines = new ArrayList<>();
        double y = PADDING;
        for (Markdown.Block block : Markdown.of(note.text())) {
            y += block.above();
            double left = PADDING + block.indent();
            LineBreakMeasurer breaks = new LineBreakMeasurer(block.text().getIterator(), METRICS);
            int end = block.text().getIterator().getEndIndex();
            boolean first = true;
            while (breaks.getPosition() < end) {
                TextLayout line = breaks.nextLayout((float) Math.max(20, width - block.indent()));
                float baseline = (float) y + line.getAscent();
                if (first && !block.mark().isEmpty()) {
                    TextLayout mark = new TextLayout(block.mark(), CanvasTheme.NOTE, METRICS);
                    lines.add(new Line(mark, (float) left - mark.getAdvance() - 5, baseline));
                }
                lines.add(new Line(line, (float) left, baseline));
                y += line.getAscent() + line.getDescent() + line.getLeading() + 1.5;
                first = false;
            }
        }
        return new Sheet(lines, Math.max(y, PADDING + 14) + PADDING);
    }
}

package org.quarry.editor.steps;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.swing.JComponent;
import javax.swing.UIManager;
import org.quarry.editor.picture.Images;
import org.quarry.tensor.Picture;

/**
 * The steps of a run as a film: over it how much of the coarse and of the fine structure is decided, below it the numbers
 * of the steps, where breakpoints are set.
 */
final class FilmStrip extends JComponent {
    static final Color COARSE = new Color(0x5B9BD5);
    static final Color FINE = new Color(0xE0913A);
    private static final Color BREAKPOINT = new Color(0xD6584F);
    private static final long serialVersionUID = 1;
    private static final int CURVES = 40;
    private static final int NUMBERS = 15;
    private static final int NARROWEST = 30;
    private static final int WIDEST = 96;
    private static final int HIGHEST = 44;
    private static final int GAP = 2;

    /** What the strip shows. @param steps number of each frame's step, from 0 */
    record Film(List<Optional<Picture>> pictures, List<Integer> steps, Emergence curves, Set<Integer> breakpoints) {
        Film {
            pictures = List.copyOf(pictures);
            steps = List.copyOf(steps);
            breakpoints = Set.copyOf(breakpoints);
        }
    }

    /** Hears what the user does with the strip. */
    interface Listener {
        /** A frame is to be looked at. */
        void chosen(int frame);

        /** A frame is to be compared with the chosen one. */
        void compared(int frame);

        /** A breakpoint is to be set or taken away. @param step from 0 */
        void breakpoint(int step);
    }

    private final transient Listener listener;
    private transient Film film = new Film(List.of(), List.of(), new Emergence(List.of(), List.of()), Set.of());
    private int chosen = -1;
    private int compared = -1;

    FilmStrip(Listener listener) {
        this.listener = listener;
        setFocusable(true);
        setToolTipText("Click or drag to look at a step, Shift+click to compare; click a number to set a breakpoint");
        Mouse mouse = new Mouse();
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
    }

    void show(Film shown) {
        film = shown;
        setPreferredSize(new Dimension(film.pictures().size() * NARROWEST, CURVES + HIGHEST + NUMBERS));
        revalidate();
        repaint();
    }

    /** @param with the frame it is compared with; -1 for none */
    void select(int frame, int with) {
        chosen = frame;
        compared = with;
        if (frame >= 0) {
            scrollRectToVisible(new Rectangle((int) (frame * cell()), 0, (int) cell(), 1));
        }
        repaint();
    }

    private double cell() {
        int count = Math.max(1, film.pictures().size());
        return Math.max(NARROWEST, Math.min(WIDEST, (double) getWidth() / count));
    }

    /** Frames are as high as there is room for. */
    private int side() {
        return Math.max(16, Math.min((int) cell() - GAP, getHeight() - CURVES - NUMBERS));
    }

    private int frameAt(int x) {
        return (int) Math.max(0, Math.min(film.pictures().size() - 1.0, x / cell()));
    }

    private final class Mouse extends MouseAdapter {
        @Override
        public void mousePressed(MouseEvent e) {
            requestFocusInWindow();
            if (film.pictures().isEmpty()) {
                return;
            }
            int frame = frameAt(e.getX());
            if (e.getY() >= CURVES + side()) {
                listener.breakpoint(film.steps().get(frame));
            } else if (e.isShiftDown()) {
                listener.compared(frame);
            } else {
                listener.chosen(frame);
            }
        }

        @Override
        public void mouseDragged(MouseEvent e) {
            if (!film.pictures().isEmpty() && !e.isShiftDown() && e.getY() < CURVES + side()) {
                listener.chosen(frameAt(e.getX()));
            }
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setFont(
                getFont() == null
                        ? new Font(Font.SANS_SERIF, Font.PLAIN, 11)
                        : getFont().deriveFont(11f));
        curve(g, film.curves().coarse(), COARSE, new BasicStroke(2));
        curve(
                g,
                film.curves().fine(),
                FINE,
                new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0));
        for (int i = 0; i < film.pictures().size(); i++) {
            frame(g, i);
        }
        story(g);
        g.dispose();
    }

    private void frame(Graphics2D g, int index) {
        int x = (int) (index * cell() + (cell() - side()) / 2);
        int y = CURVES;
        film.pictures().get(index).ifPresent(picture -> g.drawImage(Images.of(picture), x, y, side(), side(), null));
        if (index == chosen || index == compared) {
            g.setColor(index == chosen ? COARSE : FINE);
            g.setStroke(new BasicStroke(3));
            g.drawRect(x - 1, y - 1, side() + 1, side() + 1);
        }
        int step = film.steps().get(index);
        String number = String.valueOf(step + 1);
        double middle = index * cell() + cell() / 2;
        if (film.breakpoints().contains(step)) {
            g.setColor(BREAKPOINT);
            g.fill(new Ellipse2D.Double(middle - 9, y + side() + 1, 18, 13));
            g.setColor(Color.WHITE);
        } else {
            g.setColor(UIManager.getColor(index == chosen ? "Label.foreground" : "Label.disabledForeground"));
        }
        g.drawString(number, (float) (middle - g.getFontMetrics().stringWidth(number) / 2.0), y + side() + 12);
    }

    /** When each was decided, in words, where both curves have left room. */
    private void story(Graphics2D g) {
        if (film.curves().coarse().size() < 3) {
            return;
        }
        String details = "details: half decided at step " + half(film.curves().fine());
        String coarse =
                "large shapes: half decided at step " + half(film.curves().coarse()) + "    ";
        double width = cell() * film.pictures().size();
        float x = (float) (width - g.getFontMetrics().stringWidth(coarse + details) - 8);
        float y = CURVES - 5;
        g.setColor(COARSE);
        g.drawString(coarse, x, y);
        g.setColor(FINE);
        g.drawString(details, x + g.getFontMetrics().stringWidth(coarse), y);
    }

    private int half(List<Double> band) {
        return film.steps().get(Emergence.half(band)) + 1;
    }

    private void curve(Graphics2D g, List<Double> shares, Color colour, BasicStroke stroke) {
        if (shares.size() < 2 || shares.size() != film.pictures().size()) {
            return;
        }
        Path2D path = new Path2D.Double();
        for (int i = 0; i < shares.size(); i++) {
            double x = (i + 0.5) * cell();
            double y = CURVES - 4 - shares.get(i) * (CURVES - 8);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        g.setColor(colour);
        g.setStroke(stroke);
        g.draw(path);
    }
}

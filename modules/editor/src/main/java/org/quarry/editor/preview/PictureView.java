package org.quarry.editor.preview;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.picture.Images;
import org.quarry.tensor.Picture;

/** One picture, or two to compare, to be zoomed and moved. Both are always seen at the same place and size. */
public final class PictureView extends JComponent {
    private static final long serialVersionUID = 1;
    /** From here on pixels are seen as squares. */
    private static final double SQUARES = 3;

    private static final int GAP = 6;
    private static final double GAIN = 4;
    private static final int LIGHT = 128;
    private static final double DIM = 0.9;

    private transient @Nullable Picture picture;
    private transient @Nullable Picture reference;
    private transient @Nullable Picture difference;
    private transient @Nullable View view;
    private transient Consumer<String> readout = text -> {};
    private Comparison comparison = Comparison.SINGLE;
    private double divider = 0.5;

    /** An empty view. */
    public PictureView() {
        setOpaque(true);
        setFocusable(true);
        setPreferredSize(new Dimension(360, 320));
        setCursor(Cursor.getPredefinedCursor(Cursor.CROSSHAIR_CURSOR));
        new PictureMouse(this).install();
    }

    /** Tells here what is under the mouse. */
    public void readout(Consumer<String> listener) {
        readout = listener;
    }

    /** Shows a picture. One of the same size is seen at the same place. */
    public void show(Optional<Picture> shown, Optional<Picture> other) {
        Picture before = picture;
        picture = shown.orElse(null);
        reference = other.orElse(null);
        difference = null;
        boolean same = before != null && picture != null && Comparison.comparable(before, picture);
        if (!same) {
            view = null;
        }
        repaint();
    }

    /** Shows them otherwise. */
    public void compare(Comparison how) {
        boolean split = how == Comparison.SIDE_BY_SIDE || comparison == Comparison.SIDE_BY_SIDE;
        comparison = how;
        if (split) {
            view = null;
        }
        repaint();
    }

    /** As large as fits. */
    public void fit() {
        view = null;
        repaint();
    }

    /** One pixel of the screen for each of the picture. */
    public void actualSize() {
        GraphicsConfiguration screen = getGraphicsConfiguration();
        double density = screen == null ? 1 : screen.getDefaultTransform().getScaleX();
        zoom(1 / density / view().scale(), paneWidth() / 2, getHeight() / 2.0);
    }

    /** How large the picture's pixels are. */
    public double scale() {
        return view().scale();
    }

    void zoom(double factor, double x, double y) {
        view = view().zoomed(factor, withinPane(x), y);
        repaint();
    }

    void move(double x, double y) {
        view = view().moved(x, y);
        repaint();
    }

    /** Whether the line between two pictures is there. */
    boolean onDivider(double x) {
        return shown() == Comparison.WIPE && Math.abs(x - divider * getWidth()) < GAP;
    }

    void divide(double x) {
        divider = Math.max(0, Math.min(1, x / getWidth()));
        repaint();
    }

    void pointed(double x, double y) {
        Point2D at = view().pixel(withinPane(x), y);
        readout.accept(Readout.of(picture, shown() == Comparison.SINGLE ? null : reference, at));
    }

    void left() {
        readout.accept("");
    }

    private View view() {
        View known = view;
        if (known != null) {
            return known;
        }
        return picture == null
                ? new View(1, 0, 0)
                : View.fit(paneWidth(), getHeight(), picture.width(), picture.height());
    }

    /** How they are shown indeed: without a second picture there is nothing to compare. */
    private Comparison shown() {
        if (picture == null || reference == null) {
            return Comparison.SINGLE;
        }
        return comparison == Comparison.DIFFERENCE && !Comparison.comparable(picture, reference)
                ? Comparison.SIDE_BY_SIDE
                : comparison;
    }

    private double paneWidth() {
        return shown() == Comparison.SIDE_BY_SIDE ? (getWidth() - GAP) / 2.0 : getWidth();
    }

    private double withinPane(double x) {
        double second = paneWidth() + GAP;
        return shown() == Comparison.SIDE_BY_SIDE && x >= second ? x - second : x;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setColor(background());
            g.fillRect(0, 0, getWidth(), getHeight());
            if (picture == null) {
                hint(g);
                return;
            }
            boolean squares = view().scale() >= SQUARES;
            g.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION,
                    squares
                            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            pictures(g, picture);
        } finally {
            g.dispose();
        }
    }

    private void pictures(Graphics2D g, Picture first) {
        Picture second = reference;
        Comparison how = shown();
        if (second == null || how == Comparison.SINGLE) {
            draw(g, first, new Rectangle2D.Double(0, 0, getWidth(), getHeight()), 0);
        } else if (how == Comparison.DIFFERENCE) {
            Picture made = difference == null ? Comparison.difference(first, second, GAIN) : difference;
            difference = made;
            draw(g, made, new Rectangle2D.Double(0, 0, getWidth(), getHeight()), 0);
        } else if (how == Comparison.SIDE_BY_SIDE) {
            double pane = paneWidth();
            draw(g, first, new Rectangle2D.Double(0, 0, pane, getHeight()), 0);
            draw(g, second, new Rectangle2D.Double(pane + GAP, 0, pane, getHeight()), pane + GAP);
        } else {
            double line = divider * getWidth();
            draw(g, first, new Rectangle2D.Double(0, 0, line, getHeight()), 0);
            draw(g, second, new Rectangle2D.Double(line, 0, getWidth() - line, getHeight()), 0);
            g.setColor(Color.WHITE);
            g.draw(new Line2D.Double(line, 0, line, getHeight()));
            g.fill(new Rectangle2D.Double(line - 2, getHeight() / 2.0 - 14, 5, 28));
        }
    }

    private void draw(Graphics2D g, Picture what, Rectangle2D pane, double offset) {
        Shape clip = g.getClip();
        g.clip(pane);
        View at = view();
        AffineTransform place = AffineTransform.getTranslateInstance(at.left() + offset, at.top());
        // Of another size than the first, it is stretched onto the same place.
        Picture first = picture == null ? what : picture;
        place.scale(at.scale() * first.width() / what.width(), at.scale() * first.height() / what.height());
        g.drawImage(Images.of(what), place, null);
        g.setClip(clip);
    }

    private void hint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(UIManager.getColor("Label.disabledForeground"));
        String text = "Run the workflow to see its picture here";
        g.drawString(text, (getWidth() - g.getFontMetrics().stringWidth(text)) / 2, getHeight() / 2);
    }

    private static Color background() {
        Color panel = UIManager.getColor("Panel.background");
        if (panel == null) {
            return Color.DARK_GRAY;
        }
        boolean light = panel.getGreen() > LIGHT;
        return light
                ? new Color((int) (panel.getRed() * DIM), (int) (panel.getGreen() * DIM), (int) (panel.getBlue() * DIM))
                : panel.darker();
    }
}

package org.quarry.editor.canvas;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.datatransfer.Clipboard;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.ToolTipManager;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The drawing of a document, to be scrolled and zoomed without end. */
public final class Canvas extends JComponent {
    private static final long serialVersionUID = 1;
    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 4;

    private final transient Document document;
    private final transient Scene scene;
    private final transient Hits hits;
    private final transient Fields fields;
    private final transient List<Runnable> movedListeners = new ArrayList<>();
    private final transient Gestures gestures;
    private final transient Notice notice;
    private final transient Commands commands;
    private final transient Texts texts;
    private transient CanvasClipboard clipboard = new CanvasClipboard(this, new Clipboard("canvas"));
    private transient Surroundings surroundings = Surroundings.NONE;
    private transient @Nullable Point mouse;
    private transient Hover hover = Hover.NOTHING;
    private final transient List<Consumer<Graphics2D>> overlays = new ArrayList<>();
    private final transient Backing backing = new Backing();
    private transient CanvasTheme painted = CanvasTheme.current();
    private transient @Nullable Socket asked;
    private boolean heat;
    private double scale = 1;
    private double left;
    private double top;
    private boolean fitting = true;

    /** The drawing of a document. */
    public Canvas(Document document) {
        this.document = document;
        scene = new Scene(document);
        hits = new Hits(scene);
        setOpaque(true);
        setFocusable(true);
        setPreferredSize(new Dimension(800, 600));
        setLayout(null);
        notice = new Notice(this);
        commands = new Commands(this);
        texts = new Texts(this);
        gestures = new Gestures(this);
        document.listen(new Follower());
        document.breakpoints().listen(this::changed);
        fields = new Fields(this, new SecureRandom());
        // Hears events first and consumes those that are for what is on a node.
        listen(new FieldMouse(this));
        gestures.install();
        listen(new HoverMouse(this));
        new CanvasKeys(this).install();
        if (!GraphicsEnvironment.isHeadless()) {
            clipboard = CanvasClipboard.system(this);
            surround(Surroundings.NONE);
        }
        ToolTipManager.sharedInstance().registerComponent(this);
    }

    private void listen(MouseAdapter mouse) {
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
    }

    private final class Follower implements DocumentListener {
        @Override
        public void edited(Workflow before) {
            scene.follow(before);
            fields.follow();
            Canvas.this.changed();
        }

        @Override
        public void selected() {
            Canvas.this.changed();
        }

        @Override
        public void checked() {
            Canvas.this.changed();
        }

        @Override
        public void ran() {
            scene.refresh(document.activity().nodes());
            fields.follow();
            Canvas.this.changed();
        }
    }

    /** The document that is drawn. */
    public Document document() {
        return document;
    }

    Scene scene() {
        return scene;
    }

    Commands commands() {
        return commands;
    }

    Texts texts() {
        return texts;
    }

    CanvasClipboard clipboard() {
        return clipboard;
    }

    NodeAdding adding() {
        return new NodeAdding(this);
    }

    /** Says what surrounds it: who opens menus, files, components. */
    public void surround(Surroundings around) {
        surroundings = around;
        setTransferHandler(new NodeDrop(this, around::openFiles));
    }

    void menu(Point at) {
        asked = hits.field(toCanvas(at)).map(Hits.FieldSpot::socket).orElse(null);
        surroundings.menu(this, at);
    }

    boolean openComponent(String node) {
        return surroundings.openComponent(document, node);
    }

    /** Where the mouse was last seen; the middle if it was not. */
    public Point mouse() {
        Point seen = mouse;
        return seen == null || !contains(seen) ? middle() : seen;
    }

    void mouseAt(Point at) {
        mouse = at;
    }

    /** The middle of what is seen, in pixels. */
    public Point middle() {
        return new Point(getWidth() / 2, getHeight() / 2);
    }

    /** Says a sentence beside the mouse until another is said. @param sentence empty for none */
    void say(String sentence) {
        notice.say(sentence, mouse());
    }

    /** Says a sentence beside the mouse for some seconds. */
    public void tell(String sentence) {
        notice.tell(sentence, mouse());
        repaint();
    }

    /** What it says beside the mouse now; empty if nothing. */
    public String told() {
        return notice.sentence();
    }

    /** Pixels per canvas unit. */
    public double zoom() {
        return scale;
    }

    /** Zooms so that what is at a point of this component stays there. */
    public void zoom(double wanted, Point fixed) {
        Point2D at = toCanvas(fixed);
        fitting = false;
        scale = Math.max(SMALLEST, Math.min(LARGEST, wanted));
        left = at.getX() - fixed.x / scale;
        top = at.getY() - fixed.y / scale;
        moved();
    }

    /** Scrolls by so many pixels. */
    public void scroll(double x, double y) {
        fitting = false;
        left += x / scale;
        top += y / scale;
        moved();
    }

    /** Shows everything, also after this component gets another size, until the user looks elsewhere. */
    public void zoomToFit() {
        fitting = true;
        zoomTo(scene.extent());
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        super.setBounds(x, y, width, height);
        if (fitting && width > 0 && height > 0) {
            zoomToFit();
        }
    }

    /** Brings a node to the middle. */
    public void show(String node) {
        fitting = false;
        Rectangle2D at = scene.bounds(node);
        center(new Point2D.Double(at.getCenterX(), at.getCenterY()));
    }

    /** Shows what is selected. */
    public void zoomToSelection() {
        zoomTo(bounds(document.selection()));
    }

    /** The smallest rectangle around what is selected; empty if nothing is. */
    Rectangle2D bounds(Selection chosen) {
        List<Rectangle2D> all = new ArrayList<>();
        chosen.nodes().forEach(node -> all.add(scene.bounds(node)));
        chosen.links().forEach(link -> scene.find(link).ifPresent(wire -> all.add(wire.bounds())));
        Layout layout = document.workflow().layout();
        chosen.frames().forEach(index -> {
            Layout.Frame frame = layout.frames().get(index);
            all.add(new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height()));
        });
        chosen.notes()
                .forEach(index -> all.add(NotePainter.bounds(layout.notes().get(index))));
        return all.stream().reduce(Rectangle2D::createUnion).orElseGet(Rectangle2D.Double::new);
    }

    private void zoomTo(Rectangle2D area) {
        if (area.isEmpty() || getWidth() == 0) {
            return;
        }
        double margin = 40;
        double wide = (getWidth() - 2 * margin) / area.getWidth();
        double high = (getHeight() - 2 * margin) / area.getHeight();
        scale = Math.max(SMALLEST, Math.min(1, Math.min(wide, high)));
        center(new Point2D.Double(area.getCenterX(), area.getCenterY()));
    }

    /** The place in the workflow that is at a point of this component. */
    public Point2D toCanvas(Point at) {
        return new Point2D.Double(left + at.x / scale, top + at.y / scale);
    }

    /** What is where. */
    Hits hits() {
        return hits;
    }

    /** The node at a place; the one in front if there are several. */
    Optional<NodeSight> nodeAt(Point2D at) {
        return hits.node(at);
    }

    /** The part of the canvas that is seen, in canvas units. */
    public Rectangle2D visible() {
        return new Rectangle2D.Double(left, top, getWidth() / scale, getHeight() / scale);
    }

    /** Where a place in the workflow is on this component. */
    public Point toComponent(Point2D at) {
        return new Point((int) Math.round((at.getX() - left) * scale), (int) Math.round((at.getY() - top) * scale));
    }

    /** Where a node is in the workflow; empty if there is none of that name. */
    public Optional<Rectangle2D> place(String node) {
        return scene.node(node).map(NodeSight::bounds);
    }

    /** Where the wires of an input end. @throws IllegalArgumentException if there is no such node */
    public Point2D input(Socket at) {
        return scene.input(at);
    }

    /** Where the wires of an output begin. @throws IllegalArgumentException if there is no such node */
    public Point2D output(Socket at) {
        return scene.output(at);
    }

    /** Shows a part of the canvas around a place. */
    public void center(Point2D at) {
        left = at.getX() - getWidth() / scale / 2;
        top = at.getY() - getHeight() / scale / 2;
        moved();
    }

    /** The editors of its parameters. */
    Fields fields() {
        return fields;
    }

    /** Opens the editor of a node's first parameter. */
    public void editParameter(String node) {
        fields.openFirst(node);
    }

    /** Opens the editor of a parameter. */
    public void editParameter(Socket parameter) {
        fields.open(parameter);
    }

    /** The parameter at which the context menu was asked for; empty if it was asked for elsewhere. */
    public Optional<Socket> askedParameter() {
        return Optional.ofNullable(asked);
    }

    /** Where a part of the canvas is in this component. */
    Rectangle2D toComponent(Rectangle2D at) {
        return new Rectangle2D.Double(
                (at.getX() - left) * scale, (at.getY() - top) * scale, at.getWidth() * scale, at.getHeight() * scale);
    }

    /** Scrolls no further than needed to show a part of the canvas. */
    void reveal(Rectangle2D area) {
        Rectangle2D seen = visible();
        if (!seen.contains(area)) {
            center(new Point2D.Double(area.getCenterX(), area.getCenterY()));
        }
    }

    /** Whether what is on nodes can be read. */
    boolean readable() {
        return View.readable(scale);
    }

    void hover(Hover other) {
        if (!other.equals(hover)) {
            surroundings(hover).forEach(backing::invalidate);
            hover = other;
            surroundings(hover).forEach(backing::invalidate);
            repaint();
        }
    }

    /** What is painted otherwise when it is pointed at. */
    private List<Rectangle2D> surroundings(Hover what) {
        List<Rectangle2D> areas = new ArrayList<>();
        what.node().map(scene::bounds).ifPresent(areas::add);
        what.link().flatMap(scene::find).map(WireSight::bounds).ifPresent(areas::add);
        return areas.stream()
                .map(area -> new Rectangle2D.Double(
                        area.getX() - 12, area.getY() - 12, area.getWidth() + 24, area.getHeight() + 24))
                .map(Rectangle2D.class::cast)
                .toList();
    }

    Hover hover() {
        return hover;
    }

    /** Whether nodes are coloured by the time that they took. */
    public void heat(boolean shown) {
        heat = shown;
        changed();
    }

    /** Whether nodes are coloured by the time that they took. */
    public boolean heat() {
        return heat;
    }

    /** Calls this whenever another part of the canvas is seen. */
    public void whenMoved(Runnable listener) {
        movedListeners.add(listener);
    }

    /** Calls this no more. */
    public void whenMovedNoMore(Runnable listener) {
        movedListeners.remove(listener);
    }

    private void moved() {
        fields.follow();
        movedListeners.forEach(Runnable::run);
        repaint();
    }

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        String tip = Tips.of(scene, hover);
        return tip.isEmpty() ? null : tip;
    }

    /** Paints this over everything else, in canvas units, whenever the canvas is painted. */
    void overlay(Consumer<Graphics2D> painter) {
        overlays.add(painter);
    }

    /** Something is to be painted anew. */
    private void changed() {
        backing.invalidate();
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            // Painted in pixels of the screen, so that it is crisp where the desktop is scaled.
            double pixels = g.getTransform().getScaleX();
            CanvasTheme theme = CanvasTheme.current();
            if (!theme.equals(painted)) {
                painted = theme;
                backing.invalidate();
            }
            Rectangle size = new Rectangle((int) Math.ceil(getWidth() * pixels), (int) Math.ceil(getHeight() * pixels));
            BufferedImage image = backing.current(size, visible(), scale * pixels, part -> paint(part, theme));
            g.scale(1 / pixels, 1 / pixels);
            g.drawImage(image, 0, 0, null);
            g.scale(scale * pixels, scale * pixels);
            g.translate(-left, -top);
            overlays.forEach(overlay -> overlay.accept(g));
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            gestures.paint(g, new View(theme, scale, visible(), hover, heat));
        } finally {
            g.dispose();
        }
    }

    @Override
    protected void paintChildren(Graphics graphics) {
        super.paintChildren(graphics);
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            notice.paint(g, CanvasTheme.current(), getSize());
        } finally {
            g.dispose();
        }
    }

    private void paint(Graphics2D g, CanvasTheme theme) {
        Rectangle2D area = g.getClip().getBounds2D();
        g.setColor(theme.background());
        g.fill(area);
        new CanvasPainter(scene, new View(theme, scale, area, hover, heat)).paint(g);
    }
}

package org.quarry.editor.canvas;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.datatransfer.Clipboard;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.security.SecureRandom;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JToolTip;
import javax.swing.ToolTipManager;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The drawing of a document, to be scrolled and zoomed without end. */
public final class Canvas extends JComponent {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final transient Scene scene;
    private final transient Hits hits;
    private final transient Viewport viewport;
    private final transient Surface surface;
    private final transient Fields fields;
    private final transient Gestures gestures;
    private final transient Notice notice;
    private final transient Commands commands;
    private final transient Texts texts;
    private transient CanvasClipboard clipboard = new CanvasClipboard(this, new Clipboard("canvas"));
    private transient Surroundings surroundings = Surroundings.NONE;
    private transient @Nullable Point mouse;
    private transient @Nullable Socket asked;

    /** The drawing of a document. */
    public Canvas(Document document) {
        this.document = document;
        scene = new Scene(document);
        hits = new Hits(scene);
        viewport = new Viewport(this, scene::extent);
        surface = new Surface(this, viewport, scene);
        setOpaque(true);
        setFocusable(true);
        setPreferredSize(new Dimension(800, 600));
        setLayout(null);
        notice = new Notice(this);
        commands = new Commands(this);
        texts = new Texts(this);
        gestures = new Gestures(this);
        document.listen(new Follower());
        document.breakpoints().listen(surface::changed);
        fields = new Fields(this, new SecureRandom());
        viewport.whenMoved(fields::follow);
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
            surface.changed();
        }

        @Override
        public void selected() {
            surface.changed();
        }

        @Override
        public void checked() {
            surface.changed();
        }

        @Override
        public void ran() {
            scene.refresh(document.activity().nodes());
            fields.follow();
            surface.changed();
        }
    }

    /** The document that is drawn. */
    public Document document() {
        return document;
    }

    /** Which part of it is seen. */
    public Viewport viewport() {
        return viewport;
    }

    /** Whether nodes are coloured by the time that they took. */
    public boolean colouredByTime() {
        return surface.heat();
    }

    Surface surface() {
        return surface;
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
        setTransferHandler(new NodeDrop(this, around));
    }

    void menu(Point at) {
        asked = hits.field(viewport.toCanvas(at)).map(Hits.FieldSpot::socket).orElse(null);
        surroundings.menu(this, at);
    }

    boolean openComponent(String node) {
        return surroundings.openComponent(document, node);
    }

    /** Where the mouse was last seen; the middle if it was not. */
    public Point mouse() {
        Point seen = mouse;
        return seen == null || !contains(seen) ? viewport.middle() : seen;
    }

    void mouseAt(Point at) {
        mouse = at;
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

    @Override
    public void setBounds(int x, int y, int width, int height) {
        super.setBounds(x, y, width, height);
        viewport.resized();
    }

    /** Brings a node to the middle. */
    public void show(String node) {
        Rectangle2D at = scene.bounds(node);
        viewport.center(new Point2D.Double(at.getCenterX(), at.getCenterY()));
    }

    /** What is where. */
    Hits hits() {
        return hits;
    }

    /** The node at a place; the one in front if there are several. */
    Optional<NodeSight> nodeAt(Point2D at) {
        return hits.node(at);
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

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        String tip = Tips.of(scene, surface.hover());
        return tip.isEmpty() ? null : tip;
    }

    @Override
    public JToolTip createToolTip() {
        JToolTip tip = super.createToolTip();
        // On a dark canvas a tip without a line around it has no end.
        tip.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createLineBorder(CanvasTheme.SELECTED), BorderFactory.createEmptyBorder(4, 8, 4, 8)));
        return tip;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            AffineTransform pixels = g.getTransform();
            surface.paint(g, gestures);
            g.setTransform(pixels);
            EmptyHint.paint(g, document.workflow(), CanvasTheme.current(), getSize());
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
}

package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.UIManager;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Selection;
import org.quarry.json.Json;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What is seen, by the colours of pixels. Without a look and feel the canvas is dark. */
class PaintingTest {
    private static final CanvasTheme THEME = CanvasTheme.current();
    private static final Color LATENT = THEME.ink(new Color(0xE36BAE));

    private final Document document = Samples.document(Samples.workflow());
    private final Canvas canvas = new Canvas(document);

    PaintingTest() {
        canvas.setSize(900, 700);
        canvas.viewport().center(new Point2D.Double(300, 250));
    }

    private BufferedImage painted() {
        return painted(1);
    }

    /** @param density pixels of the screen for one of the component */
    private BufferedImage painted(int density) {
        BufferedImage image = new BufferedImage(900 * density, 700 * density, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(density, density);
        g.setClip(0, 0, 900, 700);
        canvas.paint(g);
        g.dispose();
        return image;
    }

    private Color at(BufferedImage image, double x, double y) {
        Point pixel = canvas.viewport().toComponent(new Point2D.Double(x, y));
        return new Color(image.getRGB(pixel.x, pixel.y));
    }

    @Test
    void an_output_port_and_the_wires_have_the_colour_of_their_type() {
        BufferedImage image = painted();
        Point2D port = canvas.output(Socket.parse("full.textEncoder"));

        assertThat(at(image, port.getX(), port.getY())).isEqualTo(LATENT);
        assertThat(at(image, port.getX() + 15, port.getY())).isEqualTo(LATENT);
        assertThat(at(image, 311, -69)).isEqualTo(THEME.background());
    }

    @Test
    void the_port_of_a_value_that_changes_at_every_step_is_a_diamond_and_its_wire_is_dashed() {
        document.edit(
                "Add",
                workflow -> Samples.at(
                        workflow.with("step", Samples.placed("step"))
                                .with("plain", Samples.placed("plain").with("value", Samples.wire("step.textEncoder"))),
                        "step",
                        0,
                        400));
        Point2D port = canvas.output(Socket.parse("step.textEncoder"));
        BufferedImage image = painted();

        // A disc of radius 5 holds this point, a diamond of reach 6.5 does not.
        assertThat(at(image, port.getX() + 3.4, port.getY() + 3.4)).isNotEqualTo(LATENT);
        assertThat(at(image, port.getX() + 3, port.getY())).isEqualTo(LATENT);
    }

    @Test
    void a_state_is_seen_by_the_colour_of_the_title() {
        for (NodeActivity.State state :
                List.of(NodeActivity.State.DONE, NodeActivity.State.RUNNING, NodeActivity.State.FAILED)) {
            document.activity().update("plain", known -> known.in(state));

            assertThat(at(painted(), 405, 24)).as(state.name()).isEqualTo(THEME.state(state));
        }
    }

    @Test
    void progress_is_a_bar_below_the_title() {
        document.activity().update("plain", known -> NodeActivity.NONE.progress(1, 2, 1000));
        BufferedImage image = painted();

        assertThat(at(image, 400 + NodeFace.WIDTH / 4, NodeFace.HEADER))
                .isNotEqualTo(at(image, 400 + 3 * NodeFace.WIDTH / 4, NodeFace.HEADER));
    }

    @Test
    void a_picture_is_shown_on_its_node() {
        Picture red = new Picture(Tensor.of(Shape.of(3, 1, 1), 1, 0, 0));
        document.activity().update("plain", known -> NodeActivity.NONE.showing(red));
        BufferedImage image = painted();

        assertThat(at(image, 510, 180)).isEqualTo(Color.RED);
    }

    @Test
    void a_node_whose_module_is_missing_is_striped() {
        BufferedImage image = painted();
        long striped = 0;
        for (int x = 0; x < 28; x++) {
            if (!at(image, 480 + x, 300 + NodeFace.HEADER + 2).equals(THEME.node())) {
                striped++;
            }
        }

        assertThat(striped).isBetween(5L, 25L);
        assertThat(FooterPainter.words(canvas.scene().node("gone").orElseThrow()))
                .isEqualTo("module missing");
    }

    @Test
    void a_selected_node_is_outlined_and_a_muted_one_is_grey() {
        document.select(Selection.ofNodes(Set.of("plain")));
        assertThat(at(painted(), 510, 0)).isEqualTo(CanvasTheme.SELECTED);

        document.select(Selection.NONE);
        Color before = at(painted(), 405, 60);
        document.edit(
                "Mute",
                workflow -> workflow.with("plain", workflow.nodes().get("plain").with(PlacedNode.Mode.MUTED)));
        assertThat(at(painted(), 405, 60)).isNotEqualTo(before);
    }

    @Test
    void a_problem_is_a_badge_and_an_outline() {
        document.edit("Set", workflow -> workflow.with(Samples.SCALE, new Input.Value(Json.of(99))));

        assertThat(document.findings().of(Samples.SCALE)).hasSize(1);
        assertThat(at(painted(), NodeFace.WIDTH - 9, 0)).isEqualTo(CanvasTheme.ERROR);
        Color outline = at(painted(), 100, 0);
        assertThat(outline.getRed() - outline.getGreen()).isGreaterThan(40);
    }

    @Test
    void a_breakpoint_is_a_dot_at_the_corner() {
        Color before = at(painted(), 400 + 4, -2);
        document.breakpoints().toggle("plain");

        assertThat(at(painted(), 400 + 4, -2)).isNotEqualTo(before);
    }

    @Test
    void frames_and_notes_are_behind_the_nodes() {
        Layout.Frame frame = new Layout.Frame("All", 380, -60, 300, 200, "#ff0000", Map.of());
        document.edit(
                "Frame",
                workflow -> Edits.with(workflow, new Layout(workflow.layout().places(), List.of(frame), List.of())));
        BufferedImage image = painted();

        // A little red lies over what is behind a frame.
        Color framed = at(image, 651, 101);
        assertThat(framed.getRed() - framed.getBlue())
                .isGreaterThan(THEME.background().getRed() - THEME.background().getBlue() + 10);
        assertThat(at(image, 405, 60)).isEqualTo(THEME.node());
    }

    @Test
    void scrolling_and_edits_leave_what_painting_anew_would_show() {
        painted();
        canvas.viewport().scroll(37, -21);
        painted();
        canvas.surface().hover(new Hover(Optional.of("plain"), Optional.empty(), Optional.empty(), Optional.empty()));
        painted();
        document.edit("Move", workflow -> Samples.at(workflow, "plain", 380, 30));
        painted();
        canvas.viewport().scroll(-11, 5);
        canvas.surface().hover(Hover.NOTHING);

        Canvas anew = new Canvas(document);
        anew.setSize(900, 700);
        anew.viewport().center(new Point2D.Double(300 + 26, 250 - 16));
        BufferedImage expected = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = expected.createGraphics();
        g.setClip(0, 0, 900, 700);
        anew.paint(g);
        BufferedImage found = painted();
        for (int x = 0; x < 900; x++) {
            for (int y = 0; y < 700; y++) {
                // Where a curve is cut for painting changes its smoothed edge by a trifle.
                assertThat(difference(found.getRGB(x, y), expected.getRGB(x, y)))
                        .as("pixel %d %d", x, y)
                        .isLessThan(12);
            }
        }
    }

    private static int difference(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
        }
        return most;
    }

    @Test
    void a_scaled_desktop_gets_its_own_pixels() {
        BufferedImage image = painted(2);
        Point2D port = canvas.output(Socket.parse("full.textEncoder"));
        Point at = canvas.viewport().toComponent(port);

        assertThat(new Color(image.getRGB(2 * at.x, 2 * at.y))).isEqualTo(LATENT);
        // Enlarged pixels would come in pairs; the wire's edge does not.
        boolean pairs = true;
        for (int x = 0; x < 40; x += 2) {
            int row = 2 * at.y - 30 + x;
            pairs &= image.getRGB(2 * at.x, row) == image.getRGB(2 * at.x, row + 1);
        }
        assertThat(pairs).isFalse();
    }

    @Test
    void from_afar_nodes_are_blocks_and_the_wires_still_lead_from_one_to_the_other() {
        canvas.viewport().zoom(0.1, new Point(450, 350));
        BufferedImage image = painted();

        assertThat(at(image, 100, 250)).isEqualTo(THEME.node());
        assertThat(canvas.hits().link(new Point2D.Double(300, 45), 60).map(Link::from))
                .contains(Socket.parse("full.textEncoder"));
    }

    @Test
    void every_kind_of_node_is_painted_in_both_themes() {
        Workflow collapsed = Samples.extra(Samples.workflow(), "full", "collapsed", Json.of(true));
        for (Workflow workflow : List.of(Samples.workflow(), collapsed)) {
            Canvas other = new Canvas(Samples.document(workflow));
            other.setSize(900, 700);
            BufferedImage dark = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
            BufferedImage light = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
            Object before = UIManager.get("Panel.background");
            UIManager.put("Panel.background", Color.BLACK);
            paint(other, dark);
            UIManager.put("Panel.background", Color.WHITE);
            paint(other, light);
            UIManager.put("Panel.background", before);

            assertThat(new Color(dark.getRGB(890, 690)).getRed()).isLessThan(80);
            assertThat(new Color(light.getRGB(890, 690)).getRed()).isGreaterThan(180);
        }
    }

    private static void paint(Canvas canvas, BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setClip(0, 0, image.getWidth(), image.getHeight());
        canvas.paint(g);
        g.dispose();
    }
}

package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.pane.Hand;
import org.quarry.json.Json;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;

/** Mouse and keyboard on the fields of a node, in a real window. */
@SuppressWarnings("NullAway.Init")
class FieldsTest {
    private Hand hand;
    private JFrame frame;
    private Canvas canvas;
    private Document document;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        hand = new Hand();
        onEventThread(() -> {
            document = Samples.document(Samples.workflow());
            canvas = new Canvas(document);
            frame = new JFrame("Fields");
            frame.setUndecorated(true);
            frame.add(canvas);
            frame.setBounds(0, 0, 900, 700);
            frame.setVisible(true);
            frame.toFront();
            canvas.viewport().center(new Point2D.Double(300, 250));
            canvas.requestFocusInWindow();
            return true;
        });
        // Heard only once the window is there.
        hand.move(new Point(880, 680));
    }

    @AfterEach
    void close() throws Exception {
        if (frame != null) {
            hand.close();
            onEventThread(() -> {
                frame.dispose();
                return true;
            });
        }
    }

    private static <T> T onEventThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        SwingUtilities.invokeAndWait(task);
        return task.get();
    }

    /** Where a field is on the screen. @param fromRight a place in it, so far from its right end */
    private Point field(String parameter, double fromRight) throws Exception {
        return onEventThread(() -> {
            Rectangle2D area = canvas.hits()
                    .field(new Socket("full", parameter))
                    .orElseThrow()
                    .area();
            Point at = canvas.viewport().toComponent(new Point2D.Double(area.getMaxX() - fromRight, area.getY() + 9));
            SwingUtilities.convertPointToScreen(at, canvas);
            return at;
        });
    }

    private void click(Point at) {
        hand.move(at);
        hand.click(1);
    }

    private void pull(Point from, int pixels) {
        hand.move(from);
        hand.button(true);
        hand.drag(from, new Point(from.x + pixels, from.y));
        hand.button(false);
    }

    private void type(String text) {
        hand.type(text);
    }

    private void press(int key) {
        hand.key(key, true);
        hand.key(key, false);
    }

    private Json value(String parameter) throws Exception {
        return onEventThread(() -> {
            InputPort port = document.ports("full").input(parameter).orElseThrow();
            return Edits.value(document.workflow(), "full", port);
        });
    }

    private Component named(String name) throws Exception {
        return onEventThread(() -> {
            for (Component part : canvas.getComponents()) {
                if (name.equals(part.getName())) {
                    return part;
                }
            }
            return new JLabel("no " + name);
        });
    }

    @Test
    void pulling_at_a_number_changes_it_by_notches_and_is_undone_at_once() throws Exception {
        // 31 pixels are five notches of 0.5
        pull(field("scale", 60), 31);

        assertThat(value("scale")).isEqualTo(Json.of(10.0));
        assertThat(onEventThread(() -> document.undoName())).contains("Set scale");
        onEventThread(() -> {
            document.undo();
            return true;
        });
        assertThat(value("scale")).isEqualTo(Json.of(7.5));
        assertThat(onEventThread(() -> document.undoName())).isEmpty();
    }

    @Test
    void pulling_stops_at_the_end_of_the_range() throws Exception {
        pull(field("scale", 60), 500);

        assertThat(value("scale")).isEqualTo(Json.of(30));
    }

    @Test
    void a_click_on_a_number_opens_it_and_enter_keeps_what_is_typed() throws Exception {
        click(field("scale", 60));
        type("12.25");
        press(KeyEvent.VK_ENTER);

        assertThat(value("scale")).isEqualTo(Json.of(12.25));
        assertThat(onEventThread(() -> canvas.fields().editing())).isEmpty();
    }

    @Test
    void escape_leaves_everything_as_it_was() throws Exception {
        click(field("scale", 60));
        type("3");
        press(KeyEvent.VK_ESCAPE);

        assertThat(value("scale")).isEqualTo(Json.of(7.5));
        assertThat(onEventThread(() -> document.undoName())).isEmpty();
        assertThat(onEventThread(() -> canvas.getComponentCount())).isZero();
    }

    @Test
    void a_value_out_of_range_is_refused_with_its_sentence_and_stays_to_be_mended() throws Exception {
        click(field("scale", 60));
        type("99");
        press(KeyEvent.VK_ENTER);

        assertThat(value("scale")).isEqualTo(Json.of(7.5));
        assertThat(((JLabel) named("refusal")).getText()).contains("found 99, wanted a number from 0 to 30");
        assertThat(((JTextComponent) named("field full.scale")).getText()).isEqualTo("99");

        press(KeyEvent.VK_BACK_SPACE);
        press(KeyEvent.VK_ENTER);
        assertThat(value("scale")).isEqualTo(Json.of(9));
    }

    @Test
    void tab_keeps_the_value_and_goes_to_the_next_field() throws Exception {
        click(field("scale", 60));
        type("4");
        press(KeyEvent.VK_TAB);
        assertThat(onEventThread(() -> canvas.fields().editing())).contains(new Socket("full", "steps"));
        type("50");
        press(KeyEvent.VK_ENTER);

        assertThat(value("scale")).isEqualTo(Json.of(4));
        assertThat(value("steps")).isEqualTo(Json.of(50));
    }

    @Test
    void the_wheel_turns_a_number_only_while_it_is_edited() throws Exception {
        Point at = field("scale", 60);
        click(at);
        hand.wheel(-2);
        press(KeyEvent.VK_ENTER);

        assertThat(value("scale")).isEqualTo(Json.of(8.5));
    }

    @Test
    void a_tick_is_set_by_a_click() throws Exception {
        click(field("on", 8));

        assertThat(value("on")).isEqualTo(Json.of(false));
    }

    @Test
    void the_dice_draws_a_seed_and_the_lock_goes_through_the_modes() throws Exception {
        click(field("seed", 8));
        Json drawn = value("seed");
        assertThat(drawn).isNotEqualTo(Json.of(4));
        assertThat(((Json.Numeral) drawn).value()).isGreaterThanOrEqualTo(BigDecimal.ZERO);

        click(field("seed", 26));
        assertThat(onEventThread(() -> SeedMode.of(document.workflow(), new Socket("full", "seed"))))
                .isEqualTo(SeedMode.RANDOM);
    }

    @Test
    void a_choice_is_taken_from_its_list() throws Exception {
        click(field("sampler", 60));
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);

        assertThat(value("sampler")).isEqualTo(Json.of("euler-ancestral"));
    }

    @Test
    void a_long_text_takes_lines_and_is_kept_with_ctrl_and_enter() throws Exception {
        click(field("prompt", 60));
        type("a");
        press(KeyEvent.VK_ENTER);
        type("b");
        hand.press("control ENTER");

        assertThat(value("prompt")).isEqualTo(Json.of("a\nb"));
    }

    @Test
    void the_fold_opens_and_stays_open_in_the_layout() throws Exception {
        Point at = onEventThread(() -> {
            NodeFace face = canvas.scene().node("full").orElseThrow().face();
            NodeFace.Row fold = face.rows().get(face.rows().size() - 1);
            Point on = canvas.viewport().toComponent(new Point2D.Double(100, fold.top() + 10));
            SwingUtilities.convertPointToScreen(on, canvas);
            return on;
        });
        click(at);

        assertThat(onEventThread(() -> Edits.place(document.workflow(), "full").extras()))
                .containsEntry(NodeFace.OPEN_EXTRA, Json.of(true));
        assertThat(onEventThread(
                        () -> canvas.scene().node("full").orElseThrow().face().parameters()))
                .hasSize(8);
    }

    @Test
    void the_right_edge_is_pulled_to_make_a_node_wider() throws Exception {
        Point edge = onEventThread(() -> {
            Point on = canvas.viewport().toComponent(new Point2D.Double(NodeFace.WIDTH, 200));
            SwingUtilities.convertPointToScreen(on, canvas);
            return on;
        });
        pull(edge, 100);

        assertThat(onEventThread(
                        () -> canvas.scene().node("full").orElseThrow().face().width()))
                .isEqualTo(NodeFace.WIDTH + 100);
    }
}

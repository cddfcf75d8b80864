package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.awt.Actions;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity.State;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunOrder;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Runs that follow a hand on a slider, and seeds that go on by themselves. */
class FollowingIT {
    /** From a field's right end to its first and second sign, in canvas units. */
    private static final double DICE = 9;

    private static final double LOCK = 27;

    /** A field ends so far from the edge of its node. */
    private static final double MARGIN = 8;

    @TempDir
    Path folder;

    /** A place on a parameter's field. @param fromRight of the field, in canvas units */
    private static Point field(Hands hands, String parameter, double fromRight) {
        Canvas canvas = hands.canvas();
        Socket socket = Socket.parse(parameter);
        return hands.see(() -> {
            Rectangle2D node = canvas.place(socket.node()).orElseThrow();
            double y = canvas.input(socket).getY();
            Point at = canvas.viewport().toComponent(new Point2D.Double(node.getMaxX() - MARGIN - fromRight, y));
            Point corner = canvas.getLocationOnScreen();
            return new Point(corner.x + at.x, corner.y + at.y);
        });
    }

    /** Drags the scale while each change runs. */
    public static final class Slides implements Scenario {
        private Hands hands;
        private Document document;

        @Override
        public void play(Hands user) {
            hands = user;
            document = hands.document();
            hands.settled();
            Workflow before = document.workflow();
            automatic();
            hands.awaitRun(document, QueuedRun.State.FINISHED);
            QueuedRun first = hands.lastRun(document);
            Point at = field(hands, "guided.scale", 60);
            Point right = new Point(at.x + 25, at.y);

            hands.grab(at);
            hands.pull(at, right);
            hands.await("a run follows the hand", () -> hands.lastRun(document) != first);
            hands.pull(right, new Point(at.x + 40, at.y));
            hands.drop();
            hands.await(
                    "the last value ran",
                    () -> hands.state(document) == QueuedRun.State.FINISHED
                            && hands.lastRun(document)
                                    .order()
                                    .workflow()
                                    .nodes()
                                    .equals(document.workflow().nodes()));

            assertThat(document.workflow()).isNotEqualTo(before);
            assertThat(hands.lastRun(document).order().cause()).isEqualTo(RunOrder.Cause.AUTOMATIC);
            assertThat(hands.lastRun(document).files()).isEmpty();
            assertThat(state("prompt-encoded")).isEqualTo(State.REUSED);
            assertThat(state("noise")).isEqualTo(State.REUSED);
            assertThat(state("denoise")).isEqualTo(State.DONE);
            assertThat(hands.see(() -> document.activity().of("denoise").reason()))
                    .contains("guided.scale");
            hands.see(() -> {
                document.undo();
                return true;
            });
            assertThat(document.workflow()).as("a drag is one command").isEqualTo(before);
            automatic();
        }

        private void automatic() {
            hands.begin(
                    () -> Actions.forID("Run", "org.quarry.editor.Automatic").actionPerformed(null));
        }

        private State state(String node) {
            return hands.see(() -> document.activity().of(node).state());
        }
    }

    @Test
    void runs_follow_a_slider_and_compute_only_what_it_changes() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Slides.class)) {
            desktop.passes();
        }
    }

    /** Draws a seed, unlocks it, and runs twice. */
    public static final class Rolls implements Scenario {
        private static final Socket SEED = Socket.parse("noise.seed");

        private Hands hands;
        private Document document;

        @Override
        public void play(Hands user) {
            hands = user;
            document = hands.document();
            hands.settled();
            Json shipped = seed();

            hands.click(field(hands, "noise.seed", DICE));
            hands.await("another seed is drawn", () -> !seed().equals(shipped));
            Json drawn = seed();
            hands.click(field(hands, "noise.seed", LOCK));
            hands.await(
                    "the seed is unlocked",
                    () -> hands.see(() -> SeedMode.of(document.workflow(), SEED)) != SeedMode.FIXED);
            hands.picture("unlocked");
            hands.run();

            assertThat(seed()).as("it has not served before").isEqualTo(drawn);
            hands.run();
            assertThat(seed()).isNotEqualTo(drawn);
        }

        private Json seed() {
            return hands.see(() -> ((Input.Value) document.workflow()
                            .nodes()
                            .get(SEED.node())
                            .inputs()
                            .get(SEED.port()))
                    .value());
        }
    }

    @Test
    void a_seed_is_drawn_by_the_dice_and_goes_on_after_each_run_once_it_is_unlocked() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Rolls.class)) {
            desktop.passes();
        }
    }
}

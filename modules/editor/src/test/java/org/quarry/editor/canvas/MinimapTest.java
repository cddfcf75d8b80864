package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;

class MinimapTest {
    private final Document document = Samples.document(Samples.large(100));
    private final Canvas canvas = new Canvas(document);
    private final Minimap map = new Minimap();

    MinimapTest() {
        canvas.setSize(800, 600);
        map.setSize(200, 200);
        map.show(Optional.of(canvas));
    }

    private BufferedImage painted() {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        map.paint(g);
        g.dispose();
        return image;
    }

    private void press(int x, int y) {
        map.dispatchEvent(new MouseEvent(
                map, MouseEvent.MOUSE_PRESSED, 0, MouseEvent.BUTTON1_DOWN_MASK, x, y, 1, false, MouseEvent.BUTTON1));
    }

    @Test
    void a_press_brings_that_place_to_the_middle_of_the_canvas() {
        painted();
        press(100, 100);

        Point2D middle = new Point2D.Double(
                canvas.viewport().visible().getCenterX(),
                canvas.viewport().visible().getCenterY());
        double x = canvas.scene().extent().getCenterX();
        double y = canvas.scene().extent().getCenterY();
        assertThat(middle.distance(x, y)).isLessThan(1);
    }

    @Test
    void it_shows_all_nodes_and_a_rectangle_around_what_is_seen() {
        canvas.viewport().zoom(1, new Point(400, 300));
        painted();
        press(100, 100);
        BufferedImage image = painted();
        int blocks = 0;
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 200; y++) {
                if (image.getRGB(x, y) != CanvasTheme.current().background().getRGB()) {
                    blocks++;
                }
            }
        }

        // 100 nodes of 220 by up to 300 canvas units on 3000 by 3800 of them
        assertThat(blocks).isBetween(3000, 36_000);
    }

    @Test
    void without_a_canvas_it_is_empty() {
        map.show(Optional.empty());
        press(10, 10);

        assertThat(new Color(painted().getRGB(100, 100)))
                .isEqualTo(CanvasTheme.current().background());
    }
}

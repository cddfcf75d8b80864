package org.quarry.editor.preview;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import javax.swing.SwingUtilities;

/** Wheel zooms, drag moves the picture or the line between two, double-click fits. */
final class PictureMouse extends MouseAdapter {
    private static final double NOTCH = 1.2;

    private final PictureView view;
    private int lastX;
    private int lastY;
    private boolean dividing;

    PictureMouse(PictureView view) {
        this.view = view;
    }

    void install() {
        view.addMouseListener(this);
        view.addMouseMotionListener(this);
        view.addMouseWheelListener(this);
    }

    @Override
    public void mousePressed(MouseEvent e) {
        view.requestFocusInWindow();
        lastX = e.getX();
        lastY = e.getY();
        dividing = view.onDivider(e.getX());
        if (e.getClickCount() == 2 && SwingUtilities.isLeftMouseButton(e)) {
            view.fit();
        }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
        if (dividing) {
            view.divide(e.getX());
        } else {
            view.move(e.getX() - lastX, e.getY() - lastY);
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    @Override
    public void mouseMoved(MouseEvent e) {
        view.pointed(e.getX(), e.getY());
    }

    @Override
    public void mouseExited(MouseEvent e) {
        view.left();
    }

    @Override
    public void mouseWheelMoved(MouseWheelEvent e) {
        view.zoom(Math.pow(NOTCH, -e.getPreciseWheelRotation()), e.getX(), e.getY());
    }
}

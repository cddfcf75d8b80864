package org.quarry.editor.pane;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.LayoutManager;

/** One below the other, each as wide as there is room and as high as it wants to be at that width. */
public final class ColumnLayout implements LayoutManager {
    private static final int ANY_HEIGHT = 10_000;

    private final int gap;

    /** @param gap between two components */
    public ColumnLayout(int gap) {
        this.gap = gap;
    }

    @Override
    public Dimension preferredLayoutSize(Container parent) {
        Insets insets = parent.getInsets();
        int width = parent.getWidth() - insets.left - insets.right;
        int widest = 0;
        int height = 0;
        for (Component child : parent.getComponents()) {
            if (child.isVisible()) {
                height += height(child, width) + gap;
                widest = Math.max(widest, child.getMinimumSize().width);
            }
        }
        return new Dimension(
                widest + insets.left + insets.right, Math.max(0, height - gap) + insets.top + insets.bottom);
    }

    /** Texts that wrap know their height when they have a width. */
    private static int height(Component child, int width) {
        if (width > 0 && child.getWidth() != width) {
            child.setSize(width, ANY_HEIGHT);
            child.doLayout();
        }
        return child.getPreferredSize().height;
    }

    @Override
    public Dimension minimumLayoutSize(Container parent) {
        return preferredLayoutSize(parent);
    }

    @Override
    public void layoutContainer(Container parent) {
        Insets insets = parent.getInsets();
        int width = parent.getWidth() - insets.left - insets.right;
        int y = insets.top;
        for (Component child : parent.getComponents()) {
            if (child.isVisible()) {
                int height = height(child, width);
                child.setBounds(insets.left, y, width, height);
                y += height + gap;
            }
        }
    }

    @Override
    public void addLayoutComponent(String name, Component component) {}

    @Override
    public void removeLayoutComponent(Component component) {}
}

package org.quarry.editor.run;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.picture.Images;
import org.quarry.tensor.Picture;

/** Paints the cells of the table of runs. */
final class RunCells extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1;

    private final Bar bar = new Bar();
    private final Thumbnails thumbnails = new Thumbnails();

    @Override
    public Component getTableCellRendererComponent(
            JTable table, @Nullable Object value, boolean selected, boolean focus, int row, int column) {
        QueuedRun run = ((RunsModel) table.getModel()).run(row);
        Color background = selected ? table.getSelectionBackground() : table.getBackground();
        if (column == RunsModel.PROGRESS) {
            return bar.of(run, background, table.getForeground());
        } else if (column == RunsModel.RESULTS) {
            return thumbnails.of(run, background);
        }
        super.getTableCellRendererComponent(table, value, selected, false, row, column);
        setBorder(BorderFactory.createEmptyBorder(0, 6, 0, 6));
        setHorizontalAlignment(column == RunsModel.TIME ? SwingConstants.RIGHT : SwingConstants.LEFT);
        setToolTipText(run.sentence().isEmpty() ? null : RunsModel.state(run));
        if (column == RunsModel.STATE && !selected) {
            setForeground(colour(run.state(), table.getForeground()));
        } else if (!selected) {
            setForeground(table.getForeground());
        }
        return this;
    }

    private static Color colour(QueuedRun.State state, Color plain) {
        return switch (state) {
            case FAILED, REFUSED -> new Color(0xD6584F);
            case FINISHED -> new Color(0x3FA45B);
            case RUNNING, PREPARING -> new Color(0x5B9BD5);
            case HELD -> new Color(0xD9A032);
            case WAITING, CANCELLED -> plain;
        };
    }

    /** How far a run has come, with the time left. */
    private static final class Bar extends JLabel {
        private static final long serialVersionUID = 1;
        private double fraction;

        Component of(QueuedRun run, Color background, Color foreground) {
            boolean waiting = run.state() == QueuedRun.State.WAITING;
            fraction = waiting || run.state().over() ? 0 : run.progress().fraction();
            setOpaque(false);
            setBackground(background);
            setForeground(foreground);
            setHorizontalAlignment(SwingConstants.CENTER);
            String left = Times.left(run.progress().left());
            boolean going = fraction > 0 || run.state() == QueuedRun.State.RUNNING;
            setText(going ? Math.round(100 * fraction) + " %" + (left.isEmpty() ? "" : ", " + left) : "");
            return this;
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            graphics.setColor(getBackground());
            graphics.fillRect(0, 0, getWidth(), getHeight());
            if (!getText().isEmpty()) {
                Graphics2D g = (Graphics2D) graphics.create();
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setColor(new Color(0x805B9BD5, true));
                int width = getWidth() - 12;
                g.drawRoundRect(6, 7, width, getHeight() - 15, 6, 6);
                g.fillRoundRect(6, 7, (int) (width * fraction), getHeight() - 15, 6, 6);
                g.dispose();
            }
            super.paintComponent(graphics);
        }
    }

    /** The results of a run, small. */
    private static final class Thumbnails extends JComponent {
        private static final long serialVersionUID = 1;
        private static final int GAP = 3;

        private transient List<Picture> pictures = List.of();

        Component of(QueuedRun run, Color background) {
            pictures = run.results();
            setBackground(background);
            return this;
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            Graphics2D g = (Graphics2D) graphics.create();
            g.setColor(getBackground());
            g.fillRect(0, 0, getWidth(), getHeight());
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            int x = GAP;
            int height = getHeight() - 2 * GAP;
            for (Picture picture : pictures) {
                int width = Math.max(1, height * picture.width() / picture.height());
                if (x + width > getWidth()) {
                    break;
                }
                g.drawImage(Images.of(picture), x, GAP, width, height, null);
                x += width + GAP;
            }
            g.dispose();
        }
    }
}

package org.quarry.editor.steps;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Filling;
import org.quarry.editor.run.QueuedRun;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** The film of a run, and what stood on each per-step port at the chosen step. */
public final class StepsPane extends JPanel {
    private static final long serialVersionUID = 1;
    /** The film and a row of the smallest cards. */
    private static final int LEAST_HEIGHT = 165;

    private final transient Reels reels;
    private final StepsTools tools;
    private final FilmStrip strip;
    private final JPanel cards = new JPanel();
    private final JLabel title = new JLabel(" ");
    private final JLabel trouble = new JLabel();
    private final JScrollPane below;
    private final transient Darkroom darkroom;
    private transient Cut cut = Cut.NOTHING;
    private transient @Nullable Document document;
    private int chosen = -1;
    private int compared = -1;
    private boolean following = true;

    /** Steps of runs. @param worker decodes */
    public StepsPane(Reels reels, Executor worker) {
        super(new BorderLayout());
        this.reels = reels;
        darkroom = new Darkroom(worker, SwingUtilities::invokeLater, this::developed);
        tools = new StepsTools(reels, this::rewind, this::develop);
        strip = new FilmStrip(new StripListener());
        cards.setLayout(new BoxLayout(cards, BoxLayout.X_AXIS));
        JPanel top = new JPanel(new BorderLayout());
        top.add(tools, BorderLayout.WEST);
        JPanel words = new JPanel(new FlowLayout(FlowLayout.LEFT, 8, 6));
        words.add(title);
        words.add(trouble);
        top.add(words, BorderLayout.CENTER);
        add(top, BorderLayout.NORTH);
        JScrollPane film = new JScrollPane(
                strip, JScrollPane.VERTICAL_SCROLLBAR_NEVER, JScrollPane.HORIZONTAL_SCROLLBAR_AS_NEEDED);
        film.setBorder(BorderFactory.createEmptyBorder(0, 6, 0, 6));
        below = new JScrollPane(
                cards, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_AS_NEEDED);
        below.setBorder(BorderFactory.createEmptyBorder());
        JPanel middle = new JPanel(new BorderLayout());
        middle.add(film, BorderLayout.NORTH);
        middle.add(below, BorderLayout.CENTER);
        add(Filling.scrolling(middle, LEAST_HEIGHT), BorderLayout.CENTER);
        // Others must not give way to the width of its tools.
        setMinimumSize(new Dimension());
        below.getViewport().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent e) {
                refresh();
            }
        });
        keys();
        reels.listen(this::grown);
    }

    private void keys() {
        key("LEFT", () -> go(chosen - 1));
        key("RIGHT", () -> go(chosen + 1));
        key("HOME", () -> go(0));
        key("END", () -> go(cut.size() - 1));
    }

    private void key(String stroke, Runnable deed) {
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(stroke), stroke);
        getActionMap().put(stroke, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                deed.run();
            }
        });
    }

    /** Shows the runs of another document. */
    public void show(Optional<Document> front) {
        Document before = document;
        document = front.orElse(null);
        if (before != document) {
            front.ifPresent(shown -> shown.breakpoints().listen(this::refresh));
        }
        tools.show(front);
    }

    /** A run took a step, or another run has steps. */
    private void grown() {
        if (!tools.follow()) {
            if (following) {
                chosen = cut.size() - 1;
            }
            refresh();
        }
    }

    /** Another film is chosen, or something else of the same: that keeps the step that is looked at. */
    private void rewind() {
        Optional<Reel> before = cut.reel();
        cut = tools.cut();
        if (!before.equals(cut.reel())) {
            chosen = cut.size() - 1;
            compared = -1;
            following = true;
        }
        develop();
    }

    /** Decodes from now on, or no longer. */
    private void develop() {
        darkroom.use(Optional.empty());
        Optional<QueuedRun> run = cut.run();
        if (tools.decodes() && run.flatMap(QueuedRun::flow).isPresent()) {
            Cut asked = cut;
            reels.decoding(run.get().flow().get())
                    .whenComplete((decoding, broken) -> SwingUtilities.invokeLater(() -> {
                        if (broken != null) {
                            developed("cannot decode: " + broken.getMessage());
                        } else if (asked.reel().equals(cut.reel()) && tools.decodes()) {
                            darkroom.use(decoding.map(found -> found::picture));
                            developed(
                                    decoding.isPresent()
                                            ? ""
                                            : "nothing to decode with: no node of this workflow makes pictures of a"
                                                    + " latent and a model");
                        }
                    }));
        }
        refresh();
    }

    private void developed(String sentence) {
        trouble.setText(sentence);
        refresh();
    }

    private final class StripListener implements FilmStrip.Listener {
        @Override
        public void chosen(int frame) {
            go(frame);
        }

        @Override
        public void compared(int frame) {
            compared = frame == compared || frame == chosen ? -1 : frame;
            refresh();
        }

        @Override
        public void breakpoint(int step) {
            if (document != null) {
                document.breakpoints().toggle(step);
            }
        }
    }

    /** Goes to a frame, here and on the canvas. */
    void go(int frame) {
        if (cut.size() == 0) {
            return;
        }
        chosen = Math.max(0, Math.min(cut.size() - 1, frame));
        following = chosen == cut.size() - 1;
        refresh();
        Document shown = document;
        cut.reel().ifPresent(reel -> {
            if (shown != null) {
                NodePictures.show(shown, reel, chosen);
            }
        });
    }

    /** The frame that is looked at, from 0; -1 if there is none. */
    int chosen() {
        return chosen;
    }

    private void refresh() {
        cut = tools.cut();
        chosen = Math.min(chosen, cut.size() - 1);
        compared = Math.min(compared, cut.size() - 1);
        if (chosen < 0 && cut.size() > 0) {
            chosen = cut.size() - 1;
        }
        strip.show(new FilmStrip.Film(
                cut.pictures(this::picture),
                cut.steps(),
                cut.emergence(),
                document == null ? Set.of() : document.breakpoints().steps()));
        strip.select(chosen, compared);
        cards.removeAll();
        cut.reel().filter(reel -> chosen >= 0).ifPresent(this::fill);
        cards.revalidate();
        cards.repaint();
        words();
    }

    private void words() {
        title.setText(cut.reel().filter(reel -> chosen >= 0).map(this::describe).orElse(" "));
    }

    private String describe(Reel reel) {
        String text = reel.title(chosen)
                + String.format(
                        Locale.ROOT, ", \u03c3 %.3f", reel.frame(chosen).step().sigma());
        return compared < 0 ? text : text + "  compared with " + reel.title(compared);
    }

    private void fill(Reel reel) {
        Map<String, Tensor> here = reel.tensors(chosen);
        Map<String, Tensor> there = compared >= 0
                ? reel.tensors(compared)
                : tools.otherRun()
                        .map(other -> other.tensors(Math.min(chosen, other.size() - 1)))
                        .orElse(Map.of());
        here.forEach((port, tensor) -> {
            Optional<Tensor> other = Optional.ofNullable(there.get(port));
            cards.add(new PortCard(
                    PortCards.content(port, tensor, other, this::picture),
                    below.getViewport().getHeight()));
            cards.add(Box.createHorizontalStrut(4));
        });
    }

    /** Decoded where that is wanted and done, else in colours. */
    private Optional<Picture> picture(String port, Tensor tensor) {
        Optional<Picture> decoded = tools.decodes() && (port.equals(Reel.CLEAN) || port.equals(Reel.SAMPLE))
                ? darkroom.of(tensor)
                : Optional.empty();
        return decoded.or(() -> cut.colours(tensor));
    }

    /** What is shown, for tests. */
    List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (var card : cards.getComponents()) {
            if (card instanceof PortCard port) {
                titles.add(port.getToolTipText());
            }
        }
        return titles;
    }
}

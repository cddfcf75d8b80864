package org.quarry.editor.steps;

import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import org.jspecify.annotations.Nullable;
import org.openide.util.ImageUtilities;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;

/** Which run, driver and port the film shows, what it is compared with, and whether it is decoded. */
final class StepsTools extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Reels reels;
    private final transient Runnable chosen;
    private final JComboBox<Choice> films = new JComboBox<>();
    private final JComboBox<String> ports = new JComboBox<>();
    private final JComboBox<Choice> others = new JComboBox<>();
    private final JToggleButton decode = new JToggleButton("Decode");
    private transient @Nullable Document document;
    private boolean filling;

    /** A driver's steps in a run, or nothing. */
    private record Choice(@Nullable QueuedRun run, @Nullable Reel reel, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param chosen called when another film is chosen
     * @param developed called when decoding is switched on or off
     */
    StepsTools(Reels reels, Runnable chosen, Runnable developed) {
        super(new FlowLayout(FlowLayout.LEFT, 4, 2));
        this.reels = reels;
        this.chosen = chosen;
        films.setToolTipText("The run and its loop");
        ports.setToolTipText("What the film shows");
        others.setToolTipText("Compare with the same step of another run; Shift+click in the film compares two steps");
        decode.setToolTipText("Decode the samples and estimates by the model, in the background");
        decode.setIcon(ImageUtilities.loadImageIcon("org/quarry/editor/icons/decode.svg", false));
        decode.setFocusable(false);
        films.addActionListener(e -> told(this::newFilm));
        ports.addActionListener(e -> told(chosen));
        others.addActionListener(e -> told(chosen));
        decode.addActionListener(e -> developed.run());
        add(films);
        add(ports);
        add(others);
        add(decode);
    }

    private void told(Runnable deed) {
        if (!filling) {
            deed.run();
        }
    }

    private void newFilm() {
        fillPorts();
        fillOthers();
        chosen.run();
    }

    boolean decodes() {
        return decode.isSelected();
    }

    /** The film that is chosen. */
    Cut cut() {
        return films.getSelectedItem() instanceof Choice choice
                ? new Cut(choice.run(), choice.reel(), String.valueOf(ports.getSelectedItem()))
                : Cut.NOTHING;
    }

    /** The run that is compared with, if one is chosen. */
    Optional<Reel> otherRun() {
        return others.getSelectedItem() instanceof Choice choice
                ? Optional.ofNullable(choice.reel()).filter(reel -> reel.size() > 0)
                : Optional.empty();
    }

    void show(Optional<Document> front) {
        document = front.orElse(null);
        follow();
    }

    /** Takes new runs in; the newest is chosen. @return whether another film is shown now */
    boolean follow() {
        List<Choice> choices = choices();
        List<Choice> known = new ArrayList<>();
        for (int i = 0; i < films.getItemCount(); i++) {
            known.add(films.getItemAt(i));
        }
        if (choices.equals(known)) {
            if (ports.getItemCount() == 0) {
                fillPorts();
            }
            return false;
        }
        filling = true;
        films.setModel(new DefaultComboBoxModel<>(choices.toArray(Choice[]::new)));
        filling = false;
        newFilm();
        return true;
    }

    /** The newest first. */
    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (QueuedRun run : reels.runs()) {
            if (run.order().document() == document) {
                List<Reel> own = reels.of(run);
                for (int i = own.size() - 1; i >= 0; i--) {
                    Reel reel = own.get(i);
                    choices.add(
                            0,
                            new Choice(
                                    run,
                                    reel,
                                    "#" + run.number() + " " + reel.driver().name()));
                }
            }
        }
        return choices;
    }

    private void fillPorts() {
        filling = true;
        Object before = ports.getSelectedItem();
        List<String> known = cut().reel().map(Reel::ports).orElse(List.of());
        ports.setModel(new DefaultComboBoxModel<>(known.toArray(String[]::new)));
        if (known.contains(String.valueOf(before))) {
            ports.setSelectedItem(before);
        }
        filling = false;
    }

    private void fillOthers() {
        filling = true;
        List<Choice> choices = choices();
        choices.removeIf(choice -> choice.reel() == cut().reel().orElse(null));
        choices.add(0, new Choice(null, null, "Compare with\u2026"));
        others.setModel(new DefaultComboBoxModel<>(choices.toArray(Choice[]::new)));
        filling = false;
    }
}

package org.quarry.editor.field;

import java.awt.BorderLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import javax.swing.JTextField;
import org.quarry.editor.pane.Buttons;
import org.quarry.json.Json;

/** A seed: a whole number of unsigned 64 bits, and a dice. */
final class SeedField extends ValueField {
    private static final long serialVersionUID = 1;
    private static final int BITS = 64;
    private static final int DIGITS = 20;
    // Short seeds are easier to read, say and type, and there are enough of them.
    private static final int DICE_BITS = 32;

    private final JTextField text = new JTextField(8);
    private final SecureRandom random = new SecureRandom();

    SeedField() {
        TypedText.listen(text, settled -> typed().ifPresent(seed -> tell(new Json.Numeral(seed), settled)));
        add(text);
        add(Buttons.icon("dice", "Take another seed", this::roll), BorderLayout.EAST);
    }

    private void roll() {
        Json seed = new Json.Numeral(new BigDecimal(new BigInteger(DICE_BITS, random)));
        show(seed);
        tell(seed, true);
    }

    /** The number in the field; empty while it is none, and then nothing is changed. */
    private Optional<BigDecimal> typed() {
        String written = text.getText().strip();
        boolean digits = !written.isEmpty()
                && written.length() <= DIGITS
                && written.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        boolean seed = digits && new BigInteger(written).bitLength() <= BITS;
        text.putClientProperty("JComponent.outline", seed ? null : "error");
        return seed ? Optional.of(new BigDecimal(written)) : Optional.empty();
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Numeral number) {
            TypedText.show(text, number.value().toPlainString());
        }
    }

    @Override
    public void focus() {
        text.requestFocusInWindow();
    }
}

package org.quarry.editor.field;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import org.quarry.json.Json;
import org.quarry.workflow.ParamSpec;

/** A number: a slider where it has two limits, and a spinner. */
final class NumberField extends ValueField {
    private static final long serialVersionUID = 1;
    private static final int SPINNER_WIDTH = 76;
    private static final int MOST_DIGITS = 12;

    private final transient Steps steps;
    private final boolean whole;
    private final JSpinner spinner;
    private final JSlider slider = new JSlider();
    private boolean following;

    NumberField(ParamSpec spec, boolean whole) {
        steps = Steps.of(spec, whole);
        this.whole = whole;
        // A value outside the range is shown as it is: the check says what is wrong with it.
        spinner = new JSpinner(new SpinnerNumberModel(0.0, null, null, steps.step()));
        JSpinner.NumberEditor editor = new JSpinner.NumberEditor(spinner, whole ? "0" : "0.######");
        editor.getTextField().setColumns(4);
        spinner.setEditor(editor);
        spinner.addChangeListener(e -> fromSpinner());
        if (steps.slides()) {
            slider.setMinimum(0);
            slider.setMaximum(steps.notches());
            slider.setValue(steps.notch(number()));
            slider.setPreferredSize(new Dimension(80, slider.getPreferredSize().height));
            slider.setMinimumSize(new Dimension(40, 10));
            slider.addChangeListener(e -> fromSlider());
            add(slider);
            spinner.setPreferredSize(new Dimension(SPINNER_WIDTH, spinner.getPreferredSize().height));
            add(spinner, BorderLayout.EAST);
        } else {
            add(spinner);
        }
    }

    private double number() {
        return ((Number) spinner.getValue()).doubleValue();
    }

    private void fromSlider() {
        if (!following) {
            following = true;
            spinner.setValue(steps.at(slider.getValue()));
            following = false;
            tell(value(), !slider.getValueIsAdjusting());
        }
    }

    private void fromSpinner() {
        if (!following) {
            following = true;
            slider.setValue(steps.notch(number()));
            following = false;
            tell(value(), false);
        }
    }

    private Json value() {
        BigDecimal exact = BigDecimal.valueOf(number()).setScale(whole ? 0 : MOST_DIGITS, RoundingMode.HALF_EVEN);
        String plain = exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        return new Json.Numeral(new BigDecimal(plain));
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Numeral number) {
            following = true;
            if (number.value().doubleValue() != number()) {
                spinner.setValue(number.value().doubleValue());
            }
            slider.setValue(steps.notch(number.value().doubleValue()));
            following = false;
        }
    }

    @Override
    public void focus() {
        ((JSpinner.NumberEditor) spinner.getEditor()).getTextField().requestFocusInWindow();
    }
}

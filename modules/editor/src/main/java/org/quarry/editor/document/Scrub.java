package org.quarry.editor.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.quarry.json.Json;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;

/** Changes a number by pulling at it: so many pixels are one notch. It never leaves the parameter's range. */
public final class Scrub {
    /** Pixels for a notch. */
    public static final double PIXELS = 6;

    private static final BigDecimal TEN = BigDecimal.TEN;

    private final BigDecimal start;
    private final ParamSpec param;
    private final boolean whole;

    /** How far a notch goes. */
    public enum Speed {
        /** A tenth of it. */
        FINE,
        /** As the parameter says. */
        NORMAL,
        /** Ten times as far. */
        COARSE
    }

    /** Pulls at a parameter. @param start its value before */
    public Scrub(InputPort port, BigDecimal start) {
        this.start = start;
        param = port.param().orElseThrow();
        whole = !port.type().javaName().equals("double");
    }

    /** The value after pulling. @param pixels to the right */
    public Json pulled(double pixels, Speed speed) {
        return notched((long) (pixels / PIXELS), speed);
    }

    /** The value after so many notches. */
    public Json notched(long notches, Speed speed) {
        BigDecimal step = step();
        BigDecimal notch = switch (speed) {
            case FINE -> step.divide(TEN);
            case NORMAL -> step;
            case COARSE -> step.multiply(TEN);
        };
        BigDecimal value = start.add(notch.multiply(BigDecimal.valueOf(notches)));
        if (whole) {
            value = value.setScale(0, notches < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
        }
        return new Json.Numeral(within(value).stripTrailingZeros());
    }

    private BigDecimal within(BigDecimal value) {
        BigDecimal limited = value;
        if (Double.isFinite(param.max())) {
            limited = limited.min(BigDecimal.valueOf(param.max()));
        }
        return Double.isFinite(param.min()) ? limited.max(BigDecimal.valueOf(param.min())) : limited;
    }

    /** One notch: the parameter's, else a hundredth of its range or size, as 1, 2 or 5 of some power of ten. */
    private BigDecimal step() {
        if (param.step() > 0) {
            return BigDecimal.valueOf(param.step());
        }
        double range = param.max() - param.min();
        if (whole) {
            return BigDecimal.ONE;
        }
        double wanted = Double.isFinite(range) ? range / 100 : Math.max(1, Math.abs(start.doubleValue())) / 100;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double digit = wanted / power;
        return BigDecimal.valueOf((digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10))
                .multiply(BigDecimal.valueOf(power))
                .stripTrailingZeros();
    }
}

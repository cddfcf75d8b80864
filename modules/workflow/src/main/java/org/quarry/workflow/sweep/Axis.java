package org.quarry.workflow.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.node.NodeException;

/**
 * One direction of a sweep: what is varied, and its values in order. Written {@code seed=1..9},
 * {@code denoise.steps=5..25:5} or {@code guided.scale=1,3,7}.
 *
 * @param target {@code node.parameter}, or {@code seed} for all seeds
 * @param values as texts, to be read by the parameter's type
 */
public record Axis(String target, List<String> values) {
    /** The target that stands for all seeds that are not linked. */
    static final String SEEDS = "seed";

    private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+)\\.\\.(-?[0-9.]+)(?::([0-9.]+))?");
    private static final int MOST_VALUES = 1000;

    /** Copies the list. */
    public Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads the written form.
     *
     * @throws NodeException if it is none, or names more than a thousand values
     */
    public static Axis parse(String written) {
        int equals = written.indexOf('=');
        if (equals <= 0 || equals == written.length() - 1) {
            throw new NodeException("'" + written + "': found no 'name=values'; write seed=1..9 or guided.scale=1,3,7");
        }
        String target = written.substring(0, equals);
        String values = written.substring(equals + 1);
        Matcher range = RANGE.matcher(values);
        return new Axis(target, range.matches() ? range(written, range) : List.of(values.split(",", -1)));
    }

    private static List<String> range(String written, Matcher range) {
        try {
            BigDecimal from = new BigDecimal(range.group(1));
            BigDecimal to = new BigDecimal(range.group(2));
            BigDecimal step = range.group(3) == null ? BigDecimal.ONE : new BigDecimal(range.group(3));
            List<String> values = new ArrayList<>();
            for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
                values.add(value.toPlainString());
                if (step.signum() == 0 || values.size() > MOST_VALUES) {
                    throw new NodeException("'" + written + "': more than " + MOST_VALUES
                            + " values; make the range smaller or the step larger");
                }
            }
            if (values.isEmpty()) {
                throw new NodeException("'" + written + "': the range is empty; write the smaller number first");
            }
            return values;
        } catch (NumberFormatException e) {
            throw new NodeException("", "'" + written + "': not a range of numbers; write 1..9 or 0.5..2:0.5", e);
        }
    }
}

package org.quarry.workflow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.quarry.json.Json;
import org.quarry.node.Param;

/** Whether a value given in place fits the parameter that it is given to. */
final class ParameterCheck {
    private static final BigInteger LARGEST_SEED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final Problems problems;

    ParameterCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Socket at, InputPort port, Json value) {
        if (port.param().isEmpty()) {
            problems.add(new ValueProblem.NotAParameter(
                    at.node(), at.port(), Phrases.value(value), Phrases.type(port.type(), false)));
            return;
        }
        ParamSpec param = port.param().get();
        if (!param.choices().isEmpty()) {
            choice(at, param, value);
            return;
        }
        switch (port.type().javaName()) {
            case "boolean" -> expect(at, value, value instanceof Json.Flag, "true or false");
            case "int" -> number(at, param, value, Integer.SIZE);
            case "long" -> number(at, param, value, Long.SIZE);
            case "double" -> number(at, param, value, 0);
            case "java.nio.file.Path" -> file(at, param, value);
            case "java.lang.String" -> expect(at, value, value instanceof Json.Text, "a text");
            default -> { // a type of a later Quarry: its node will judge
            }
        }
    }

    private void file(Socket at, ParamSpec param, Json value) {
        if (!(value instanceof Json.Text text) || param.endings().isEmpty()) {
            expect(at, value, value instanceof Json.Text, "the name of a file");
            return;
        }
        String name = text.text().toLowerCase(Locale.ROOT);
        boolean fits = param.endings().stream().anyMatch(name::endsWith);
        expect(at, value, fits, "a file name that ends in " + String.join(" or ", param.endings()));
    }

    private void expect(Socket at, Json value, boolean fits, String wanted) {
        if (!fits) {
            problems.add(new ValueProblem.WrongValue(at.node(), at.port(), Phrases.value(value), wanted));
        }
    }

    private void choice(Socket at, ParamSpec param, Json value) {
        List<String> names =
                param.choices().stream().map(ParamSpec.Choice::name).toList();
        if (!(value instanceof Json.Text text)) {
            expect(at, value, false, "one of " + String.join(", ", names));
        } else if (!names.contains(text.text())) {
            Absence why = problems.absence(text.text(), names);
            // Only open choices come from modules.
            problems.add(new ValueProblem.UnknownChoice(
                    at.node(),
                    at.port(),
                    text.text(),
                    param.open().isEmpty() ? Absence.UNKNOWN.suggesting(why.suggestion()) : why,
                    names));
        }
    }

    private void number(Socket at, ParamSpec param, Json value, int bits) {
        String wanted = bits == 0 ? "a number" : "a whole number";
        if (!(value instanceof Json.Numeral numeral)) {
            expect(at, value, false, wanted);
            return;
        }
        BigDecimal number = numeral.value();
        if (bits > 0 && number.stripTrailingZeros().scale() > 0) {
            expect(at, value, false, wanted);
        } else if (outside(number, param)) {
            problems.add(new ValueProblem.OutOfRange(at.node(), at.port(), Phrases.value(value), range(param)));
        } else if (!fits(number, param, bits)) {
            String range = "that fits into " + (bits == 0 ? "64 bits of a floating number" : bits + " bits");
            problems.add(new ValueProblem.OutOfRange(at.node(), at.port(), Phrases.value(value), range));
        }
    }

    private static boolean outside(BigDecimal number, ParamSpec param) {
        if (param.role() == Param.Role.SEED) {
            return number.signum() < 0 || number.compareTo(new BigDecimal(LARGEST_SEED)) > 0;
        }
        double value = number.doubleValue();
        return value < param.min() || value > param.max();
    }

    private static boolean fits(BigDecimal number, ParamSpec param, int bits) {
        boolean small = number.precision() - (long) number.scale() < 25;
        return param.role() == Param.Role.SEED
                || (bits == 0
                        ? Double.isFinite(number.doubleValue())
                        : small && number.toBigInteger().bitLength() < bits);
    }

    private static String range(ParamSpec param) {
        boolean low = param.min() > Double.NEGATIVE_INFINITY;
        boolean high = param.max() < Double.POSITIVE_INFINITY;
        if (param.role() == Param.Role.SEED) {
            return "from 0 to " + LARGEST_SEED;
        } else if (low && high) {
            return "from " + plain(param.min()) + " to " + plain(param.max());
        }
        return low ? "of at least " + plain(param.min()) : "of at most " + plain(param.max());
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

package org.quarry.nodes.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.quarry.node.NodeException;

/** Shapes one after the other, as written in a text of one line for each. */
record Drawing(List<Stroke> strokes) {
    private static final int MOST_LINES = 1000;

    /** Coordinates far outside of the picture are mistakes: percent or pixels instead of parts. */
    private static final double FARTHEST = 10;

    private static final String WANTED = "wanted 'rectangle left top width height', 'ellipse x y radius-x radius-y' or"
            + " 'polygon x1 y1 x2 y2 x3 y3 …', each number a part of the picture's width or height from 0 to 1";

    /** A shape that is added, or cut out of what was added before it. */
    record Stroke(Outline outline, boolean cuts) {}

    Drawing {
        strokes = List.copyOf(strokes);
    }

    /** @throws NodeException if a line cannot be read; the message says which */
    static Drawing parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() > MOST_LINES) {
            throw new NodeException(
                    "shapes", "found " + lines.size() + " lines, more than the " + MOST_LINES + " allowed; use fewer");
        }
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                strokes.add(stroke(line, i + 1));
            }
        }
        return new Drawing(strokes);
    }

    private static Stroke stroke(String line, int number) {
        List<String> words =
                Arrays.asList(line.toLowerCase(Locale.ROOT).replace(',', ' ').split("\\s+"));
        boolean cuts = words.get(0).equals("cut");
        List<String> shape = cuts ? words.subList(1, words.size()) : words;
        if (shape.isEmpty()) {
            throw unreadable(line, number);
        }
        double[] at = new double[shape.size() - 1];
        for (int i = 0; i < at.length; i++) {
            at[i] = coordinate(shape.get(i + 1), line, number);
        }
        return new Stroke(outline(shape.get(0), at, line, number), cuts);
    }

    private static Outline outline(String word, double[] at, String line, int number) {
        if (word.equals("rectangle") && at.length == 4 && at[2] > 0 && at[3] > 0) {
            return new Outline.Rectangle(at[0], at[1], at[0] + at[2], at[1] + at[3]);
        } else if (word.equals("ellipse") && at.length == 4 && at[2] > 0 && at[3] > 0) {
            return new Outline.Ellipse(at[0], at[1], at[2], at[3]);
        } else if (word.equals("polygon") && at.length >= 6 && at.length % 2 == 0) {
            List<Outline.Polygon.Corner> corners = new ArrayList<>();
            for (int i = 0; i < at.length; i += 2) {
                corners.add(new Outline.Polygon.Corner(at[i], at[i + 1]));
            }
            return new Outline.Polygon(corners);
        }
        throw unreadable(line, number);
    }

    private static double coordinate(String word, String line, int number) {
        try {
            double value = Double.parseDouble(word);
            if (Math.abs(value) <= FARTHEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new NodeException("shapes", sentence(line, number), e);
        }
        throw new NodeException(
                "shapes",
                "line " + number + ": found '" + word + "' in '" + line
                        + "'; coordinates are parts of the picture's width or height, from 0 to 1");
    }

    private static NodeException unreadable(String line, int number) {
        return new NodeException("shapes", sentence(line, number));
    }

    private static String sentence(String line, int number) {
        return "line " + number + ": found '" + line + "'; " + WANTED;
    }
}

package org.quarry.nodes.image;

/**
 * A dot-matrix alphabet of 5 x 7 dots for the printable characters of ASCII. Its own, because the fonts of a machine cost
 * a good part of a second to load, are missing on servers, and would make the same sheet look different elsewhere.
 */
final class Letters {
    /** Dots from the top to the base line. */
    static final int HEIGHT = 7;

    /** Dots from one character to the next. */
    static final int ADVANCE = 6;

    private static final int WIDTH = 5;

    /** Seven rows for each character from the blank on, two hexadecimal digits each, the highest of five bits on the left. */
    private static final String DOTS = "00000000000000" + "04040404040004" + "0a0a0a00000000" + "0a0a1f0a1f0a0a"
            + "040f140e051e04" + "18190204081303" + "0c12140815120d" + "04040800000000" + "02040808080402"
            + "08040202020408" + "0004150e150400" + "0004041f040400" + "000000000c0408" + "0000001f000000"
            + "00000000000c0c" + "00010204081000" + "0e11131519110e" + "040c040404040e" + "0e11010204081f"
            + "1f02040201110e" + "02060a121f0202" + "1f101e0101110e" + "0608101e11110e" + "1f010204080808"
            + "0e11110e11110e" + "0e11110f01020c" + "000c0c000c0c00" + "000c0c000c0408" + "02040810080402"
            + "00001f001f0000" + "08040201020408" + "0e110102040004" + "0e11010d15150e" + "0e1111111f1111"
            + "1e11111e11111e" + "0e11101010110e" + "1c12111111121c" + "1f10101e10101f" + "1f10101e101010"
            + "0e11101711110f" + "1111111f111111" + "0e04040404040e" + "0702020202120c" + "11121418141211"
            + "1010101010101f" + "111b1515111111" + "11111915131111" + "0e11111111110e" + "1e11111e101010"
            + "0e11111115120d" + "1e11111e141211" + "0f10100e01011e" + "1f040404040404" + "1111111111110e"
            + "11111111110a04" + "1111111515150a" + "11110a040a1111" + "1111110a040404" + "1f01020408101f"
            + "0e08080808080e" + "00100804020100" + "0e02020202020e" + "040a1100000000" + "0000000000001f"
            + "08040200000000" + "00000e010f110f" + "1010161911111e" + "00000e1010110e" + "01010d1311110f"
            + "00000e111f100e" + "0609081c080808" + "000f11110f010e" + "10101619111111" + "04000c0404040e"
            + "0200060202120c" + "10101214181412" + "0c04040404040e" + "00001a15151111" + "00001619111111"
            + "00000e1111110e" + "00001e111e1010" + "00000d130f0101" + "00001619101010" + "00000e100e011e"
            + "08081c08080906" + "0000111111130d" + "00001111110a04" + "0000111115150a" + "0000110a040a11"
            + "000011110f010e" + "00001f0204081f" + "02040408040402" + "04040404040404" + "08040402040408"
            + "00000815020000";

    private Letters() {}

    /** Dots from the left edge of the first character to the right edge of the last. */
    static int width(String text) {
        return Math.max(0, text.length() * ADVANCE - 1);
    }

    /** Calls the pen for every dot of a text; what is not ASCII is drawn as a question mark. */
    static void forEachDot(String text, Pen pen) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int glyph = c >= ' ' && c <= '~' ? c - ' ' : '?' - ' ';
            for (int dot = 0; dot < WIDTH * HEIGHT; dot++) {
                int x = dot % WIDTH;
                int y = dot / WIDTH;
                int at = 2 * (glyph * HEIGHT + y);
                if ((Integer.parseInt(DOTS, at, at + 2, 16) >> WIDTH - 1 - x & 1) == 1) {
                    pen.dot(i * ADVANCE + x, y);
                }
            }
        }
    }

    /** Where a dot goes, from the left edge of the text and the top of its letters. */
    interface Pen {
        void dot(int x, int y);
    }
}

package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How much the places of one picture look at each word. */
final class Looks {
    /** Light as it is seen on a dark picture. */
    private static final float[] WARM = {1, 0.85f, 0.3f};

    private final int height;
    private final int width;
    private final List<float[]> shares = new ArrayList<>();

    /** @param attention shape {@code 1,L,h,w} @param words whose tokens are among the L */
    Looks(Tensor attention, List<Word> words) {
        height = attention.shape().size(2);
        width = attention.shape().size(3);
        int places = height * width;
        for (Word word : words) {
            float[] share = new float[places];
            for (int i = word.from() * places; i < word.to() * places; i++) {
                share[i % places] += attention.at(i);
            }
            shares.add(share);
        }
    }

    /** A picture for each word. @param below how much is seen of the picture, 0 to 1 */
    List<Picture> over(Picture picture, Brightness brightness, double below) {
        float together = shares.stream().map(Looks::largest).max(Float::compare).orElse(0f);
        List<Picture> maps = new ArrayList<>();
        for (float[] share : shares) {
            float white = brightness == Brightness.TOGETHER ? together : largest(share);
            maps.add(over(picture, share, white, below));
        }
        return maps;
    }

    private Picture over(Picture picture, float[] share, float white, double below) {
        int plane = picture.height() * picture.width();
        float[] pixels = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            int row = i / picture.width();
            int column = i % picture.width();
            double light = white == 0 ? 0 : at(share, row, column, picture) / white;
            for (int channel = 0; channel < 3; channel++) {
                double dark = below * picture.at(channel, row, column);
                pixels[channel * plane + i] = (float) (dark + light * (WARM[channel] - dark));
            }
        }
        return new Picture(Tensor.adopt(Shape.of(3, picture.height(), picture.width()), pixels));
    }

    /** Linear between the middles of the places, and as at the outermost ones beyond. */
    private double at(float[] share, int row, int column, Picture picture) {
        double y = inside((row + 0.5) * height / picture.height() - 0.5, height);
        double x = inside((column + 0.5) * width / picture.width() - 0.5, width);
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        double upper = between(share[top * width + left], share[top * width + right], x - left);
        double lower = between(share[bottom * width + left], share[bottom * width + right], x - left);
        return between(upper, lower, y - top);
    }

    private static double between(double from, double to, double part) {
        return from + part * (to - from);
    }

    private static double inside(double position, int count) {
        return Math.max(0, Math.min(count - 1, position));
    }

    private static float largest(float[] share) {
        float largest = 0;
        for (float value : share) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}

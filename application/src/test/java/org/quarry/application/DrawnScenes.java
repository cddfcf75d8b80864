package org.quarry.application;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.tensor.Picture;

/** The pictures with known captions in the folder {@code scenes}, and measures of what is in them. */
final class DrawnScenes {
    private final Path folder;
    private final Map<String, List<Number>> colours;
    private final Map<String, List<Number>> backgrounds;
    private final List<Map<String, String>> entries;

    @SuppressWarnings("unchecked")
    DrawnScenes() {
        try {
            URI place = DrawnScenes.class.getResource("/scenes/scenes.json").toURI();
            folder = Path.of(place).getParent();
            Map<String, Object> all = (Map<String, Object>)
                    JsonReader.read(Path.of(place), JsonLimits.DEFAULT).root().toJava();
            colours = (Map<String, List<Number>>) all.get("colours");
            backgrounds = (Map<String, List<Number>>) all.get("backgrounds");
            entries = (List<Map<String, String>>) all.get("scenes");
        } catch (URISyntaxException | JsonException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Scene> first(int count) {
        return IntStream.range(0, Math.min(count, entries.size()))
                .mapToObj(Scene::new)
                .toList();
    }

    int count() {
        return entries.size();
    }

    /** One picture. */
    final class Scene {
        private final int number;
        private final BufferedImage picture;
        private final BufferedImage regions;

        Scene(int number) {
            this.number = number;
            this.picture = image(file());
            this.regions = image(folder.resolve(String.format(Locale.ROOT, "%02d-regions.png", number)));
        }

        Path file() {
            return folder.resolve(String.format(Locale.ROOT, "%02d.png", number));
        }

        /** As in {@code caption}, {@code otherColour}. */
        String said(String key) {
            return entries.get(number).get(key);
        }

        String colourCode() {
            List<Number> rgb = colours.get(said("colour"));
            return String.format(
                    Locale.ROOT,
                    "#%02x%02x%02x",
                    rgb.get(0).intValue(),
                    rgb.get(1).intValue(),
                    rgb.get(2).intValue());
        }

        /** The named colour nearest to the mean of the object's own pixels. */
        String colourOf(Picture seen) {
            return nearest(colours, mean(seen, Region.OBJECT, 0, 128));
        }

        /** The background whose upper and lower half are nearest to the mean colours here. */
        String backgroundOf(Picture seen) {
            double[] upper = mean(seen, Region.BACKGROUND, 0, 64);
            double[] lower = mean(seen, Region.BACKGROUND, 64, 128);
            return nearest(backgrounds, upper[0], upper[1], upper[2], lower[0], lower[1], lower[2]);
        }

        /** How alike the picture is to the original in a region, in dB. */
        double decibels(Picture seen, Region region) {
            double squares = 0;
            int count = 0;
            for (int i = 0; i < 128 * 128; i++) {
                if (region.holds(regions.getRaster().getSample(i % 128, i / 128, 0))) {
                    for (int channel = 0; channel < 3; channel++) {
                        double original = picture.getRaster().getSample(i % 128, i / 128, channel) / 255.0;
                        double difference = seen.at(channel, i / 128, i % 128) - original;
                        squares += difference * difference;
                        count++;
                    }
                }
            }
            return -10 * Math.log10(squares / count);
        }

        private double[] mean(Picture seen, Region region, int top, int bottom) {
            double[] sums = new double[3];
            int count = 0;
            for (int i = 128 * top; i < 128 * bottom; i++) {
                if (region.holds(regions.getRaster().getSample(i % 128, i / 128, 0))) {
                    for (int channel = 0; channel < 3; channel++) {
                        sums[channel] += 255 * seen.at(channel, i / 128, i % 128);
                    }
                    count++;
                }
            }
            return new double[] {sums[0] / count, sums[1] / count, sums[2] / count};
        }
    }

    /** Parts of a picture; between them are the object's white edge and shadow. */
    enum Region {
        OBJECT,
        BACKGROUND;

        boolean holds(int sample) {
            return this == OBJECT ? sample == 255 : sample == 0;
        }
    }

    private static String nearest(Map<String, List<Number>> looks, double... seen) {
        String nearest = "";
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, List<Number>> look : looks.entrySet()) {
            double distance = 0;
            for (int i = 0; i < seen.length; i++) {
                double difference = seen[i] - look.getValue().get(i).doubleValue();
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = look.getKey();
            }
        }
        return nearest;
    }

    private static BufferedImage image(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

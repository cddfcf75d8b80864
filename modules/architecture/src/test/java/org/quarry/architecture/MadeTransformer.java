package org.quarry.architecture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.naming.Components;

/**
 * A transformer of random weights in parts that no program divides further; each program stores some of them as one layer.
 *
 * @param settings of the network
 * @param parts the shapes of the layers' weights by name; all have a bias
 * @param tensors the shapes of further tensors, as norms, by name
 * @param namesOfAuthors of these further tensors, by their names in a Diffusers folder
 * @param folder which parts are one layer in a Diffusers folder; others are layers by themselves
 * @param authors all layers by the names of the authors, with the parts that each has
 */
record MadeTransformer(
        Settings settings,
        Map<String, List<Integer>> parts,
        Map<String, List<Integer>> tensors,
        Map<String, String> namesOfAuthors,
        Map<String, List<String>> folder,
        Map<String, List<String>> authors) {

    /** Gathers what a transformer has. @param width of all that goes through its blocks */
    record Plan(
            int width,
            Map<String, List<Integer>> parts,
            Map<String, List<Integer>> tensors,
            Map<String, String> namesOfAuthors,
            Map<String, List<String>> folder,
            Map<String, List<String>> authors) {
        Plan(int width) {
            this(
                    width,
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>());
        }

        /** A layer, which for the authors follows those that they have in the same one. */
        void layer(String name, String layerOfAuthors, Integer... shape) {
            parts.put(name, List.of(shape));
            authors.computeIfAbsent(layerOfAuthors, key -> new ArrayList<>()).add(name);
        }

        /** Queries, keys and values. */
        void heads(String prefix, List<String> names, String layerOfAuthors) {
            names.forEach(name -> layer(prefix + name, layerOfAuthors, width, width));
        }

        void forward(String name, String first, String second) {
            layer(name + ".net.0.proj", first, 4 * width, width);
            layer(name + ".net.2", second, width, 4 * width);
        }

        /** One layer for both programs, and in another order. */
        void scaleAndShift(String norm, String layerOfAuthors) {
            layer(norm + ".shift", layerOfAuthors, width, width);
            layer(norm + ".scale", layerOfAuthors, width, width);
            folder.put(norm + ".linear", List.of(norm + ".scale", norm + ".shift"));
        }

        void tensor(String name, String nameOfAuthors, Integer... shape) {
            tensors.put(name, List.of(shape));
            namesOfAuthors.put(name, nameOfAuthors);
        }

        MadeTransformer made(Settings settings) {
            return new MadeTransformer(settings, parts, tensors, namesOfAuthors, folder, authors);
        }
    }

    /** Numbers and their shape. */
    static final class Numbers {
        private final List<Integer> shape;
        private final float[] values;

        Numbers(List<Integer> shape, float[] values) {
            this.shape = List.copyOf(shape);
            this.values = values;
        }

        static Numbers random(List<Integer> shape, double spread, Random random) {
            float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (spread * random.nextGaussian());
            }
            return new Numbers(shape, values);
        }

        List<Integer> shape() {
            return shape;
        }

        int rows() {
            return shape.get(0);
        }

        int width() {
            return values.length / rows();
        }

        /** {@code W + scale · up · down}, in 64 bits. @param first row of {@code up} that is for the first one of these */
        Numbers changed(double scale, Numbers up, int first, Numbers down) {
            float[] changed = values.clone();
            for (int i = 0; i < rows(); i++) {
                for (int j = 0; j < width(); j++) {
                    double sum = 0;
                    for (int k = 0; k < down.rows(); k++) {
                        sum += (double) up.values[(first + i) * down.rows() + k] * down.values[k * width() + j];
                    }
                    changed[i * width() + j] = (float) (values[i * width() + j] + scale * sum);
                }
            }
            return new Numbers(shape, changed);
        }

        /** One below the other. */
        static Numbers joined(List<Numbers> all) {
            List<Integer> shape = new ArrayList<>(all.get(0).shape);
            shape.set(0, all.stream().mapToInt(one -> one.shape.get(0)).sum());
            float[] joined =
                    new float[all.stream().mapToInt(one -> one.values.length).sum()];
            int at = 0;
            for (Numbers one : all) {
                System.arraycopy(one.values, 0, joined, at, one.values.length);
                at += one.values.length;
            }
            return new Numbers(shape, joined);
        }
    }

    /** A weight and a bias for each part, and all else. */
    Map<String, Numbers> drawn() {
        Random random = new Random(5);
        Map<String, Numbers> numbers = new LinkedHashMap<>();
        parts.forEach((part, shape) -> {
            int width = shape.stream().reduce(1, (a, b) -> a * b) / shape.get(0);
            numbers.put(part + ".weight", Numbers.random(shape, Math.pow(width, -0.5), random));
            numbers.put(part + ".bias", Numbers.random(List.of(shape.get(0)), 0.2, random));
        });
        tensors.forEach((name, shape) -> numbers.put(name, Numbers.random(shape, 1, random)));
        return numbers;
    }

    /** The layers of a Diffusers folder, each with its parts. */
    Map<String, List<String>> folderLayers() {
        Map<String, List<String>> layers = new LinkedHashMap<>(folder);
        parts.keySet().stream()
                .filter(part -> folder.values().stream().noneMatch(joined -> joined.contains(part)))
                .forEach(part -> layers.put(part, List.of(part)));
        return layers;
    }

    /** As it is read from a file of a Diffusers folder. */
    Weights folder(Map<String, Numbers> numbers, Path file) throws IOException {
        Map<String, Numbers> stored = layers(folderLayers(), numbers);
        tensors.keySet().forEach(name -> stored.put(name, numbers.get(name)));
        return read(stored, file);
    }

    /** As it is read from a file of the authors. */
    Weights authors(Map<String, Numbers> numbers, Path file) throws IOException {
        Map<String, Numbers> stored = layers(authors, numbers);
        tensors.keySet().forEach(name -> stored.put(namesOfAuthors.get(name), numbers.get(name)));
        return read(stored, file);
    }

    private static Map<String, Numbers> layers(Map<String, List<String>> layers, Map<String, Numbers> numbers) {
        Map<String, Numbers> stored = new LinkedHashMap<>();
        for (String kind : List.of(".weight", ".bias")) {
            layers.forEach((layer, own) -> stored.put(
                    layer + kind,
                    Numbers.joined(
                            own.stream().map(part -> numbers.get(part + kind)).toList())));
        }
        return stored;
    }

    private static Weights read(Map<String, Numbers> stored, Path file) throws IOException {
        write(stored, file);
        return Components.of("made", Safetensors.read(file).tensors()).get("transformer");
    }

    /** In 32 bits. */
    static void write(Map<String, Numbers> tensors, Path file) throws IOException {
        int[] offset = {0};
        String header = tensors.entrySet().stream()
                .map(tensor -> {
                    int from = offset[0];
                    offset[0] += 4 * tensor.getValue().values.length;
                    return "\"" + tensor.getKey() + "\":{\"dtype\":\"F32\",\"shape\":" + tensor.getValue().shape
                            + ",\"data_offsets\":[" + from + "," + offset[0] + "]}";
                })
                .collect(Collectors.joining(",", "{", "}"));
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + offset[0]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        tensors.values().forEach(tensor -> {
            for (float value : tensor.values) {
                bytes.putFloat(value);
            }
        });
        Files.write(file, bytes.array());
    }
}

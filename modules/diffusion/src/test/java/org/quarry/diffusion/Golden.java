package org.quarry.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Arrays made by the reference implementations, in the folder named by the property {@code quarry.goldens}. */
record Golden(String id, Map<String, Object> members) {
    private static final Map<String, Golden> READ = new ConcurrentHashMap<>();
    private static final Set<String> MISSING = ConcurrentHashMap.newKeySet();

    /** All of a folder, by name; skips the test where the folder is missing. */
    static Stream<Golden> under(String folder) {
        return ids(folder).map(Golden::named);
    }

    /** A single one; skips the test where its file is missing. */
    static Stream<Golden> only(String id) {
        Path root = Path.of(System.getProperty("quarry.goldens", "")).toAbsolutePath();
        present(Files.isRegularFile(root.resolve(id + ".json")), id + ".json", root);
        return Stream.of(named(id));
    }

    /** The names of all files below a folder, as in {@code schedulers/ddim/cosine}. */
    static Stream<String> ids(String folder) {
        Path root = Path.of(System.getProperty("quarry.goldens", "")).toAbsolutePath();
        present(Files.isDirectory(root.resolve(folder)), folder, root);
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not there is skipped, and told once: reports do not count tests whose cases are not known. */
    private static void present(boolean found, String what, Path root) {
        if (!found && MISSING.add(what)) {
            System.out.println("skipped: no " + what + " in " + root);
        }
        Assumptions.assumeTrue(found, () -> "no " + what + " in " + root);
    }

    static Golden named(String id) {
        return READ.computeIfAbsent(id, Golden::read);
    }

    @SuppressWarnings("unchecked")
    private static Golden read(String id) {
        Path file = Path.of(System.getProperty("quarry.goldens")).resolve(id + ".json");
        try {
            return new Golden(id, (Map<String, Object>)
                    JsonReader.read(file, JsonLimits.DEFAULT).root().toJava());
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The folder below {@code schedulers}. */
    String scheduler() {
        return id.split("/")[1];
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    String text(String key) {
        return (String) members.get(key);
    }

    double number(String key) {
        return ((Number) members.get(key)).doubleValue();
    }

    List<Double> numbers(String key) {
        return numbers(members.get(key));
    }

    Tensor tensor(String key) {
        return tensor(members.get(key));
    }

    Tensor tensor(Object list) {
        return tensor(list, shape());
    }

    /** The numbers as they are written, kept as double. */
    Tensor precise(String key) {
        return precise(members.get(key));
    }

    Tensor precise(Object list) {
        return Tensor.precise(
                shape(), numbers(list).stream().mapToDouble(each -> each).toArray());
    }

    /** A list of the run that had all constants in double; of the other run where they do not differ. */
    List<Double> twin(String key) {
        Golden twin = part("float64_twin");
        return twin.has(key) ? twin.numbers(key) : numbers(key);
    }

    Shape shape() {
        return Shape.of(numbers("shape").stream().mapToInt(Double::intValue).toArray());
    }

    Golden part(String key) {
        return new Golden(id + "#" + key, object(members.get(key)));
    }

    List<Golden> parts(String key) {
        return ((List<?>) members.get(key))
                .stream().map(each -> new Golden(id + "#" + key, object(each))).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    static Tensor tensor(Object list, Shape shape) {
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Number) ((List<?>) list).get(i)).floatValue();
        }
        return Tensor.adopt(shape, values);
    }

    /** The largest difference of any element. */
    static double difference(Tensor one, Tensor other) {
        return ReconstructionError.between(one, other).largest();
    }

    /** The closed form that stands for a network in all runs: 0.3·s + 0.1·sin(3·s + t/200) − 0.05. */
    static Tensor closedForm(Tensor x, Level at) {
        return x.map(s -> 0.3 * s + 0.1 * Math.sin(3 * s + at.timestep() / 200) - 0.05);
    }

    @Override
    public String toString() {
        return id;
    }
}

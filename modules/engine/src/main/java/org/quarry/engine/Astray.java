package org.quarry.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.quarry.node.Effect;
import org.quarry.workflow.NodeDescriptor;

/** Files that a node wrote where nobody asked it to. Nothing confines a node; what it tells of is looked at. */
final class Astray {
    private Astray() {}

    /**
     * A sentence for each file outside of the output folder and of the folders that the node was given.
     *
     * @param out what the node gave
     * @param in what it was given
     */
    static List<String> of(Record out, NodeDescriptor node, Object[] in, Path outputFolder) {
        if (node.effect() != Effect.WRITES) {
            return List.of();
        }
        List<Path> asked = Stream.concat(
                        Stream.of(outputFolder.toAbsolutePath().normalize()),
                        paths(Arrays.stream(in)).flatMap(path -> Stream.of(path, path.resolveSibling(""))))
                .toList();
        RecordShape shape = RecordShape.of(out.getClass());
        return paths(node.outputs().stream().map(port -> shape.value(out, shape.position(port.name()))))
                .filter(file -> asked.stream().noneMatch(file::startsWith))
                .map(file -> "wrote " + file + ", outside of the output folder " + asked.get(0) + " ("
                        + node.type().id() + " of " + node.module() + ")")
                .toList();
    }

    private static Stream<Path> paths(Stream<?> values) {
        return values.flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(Path.class::isInstance)
                .map(path -> ((Path) path).toAbsolutePath().normalize());
    }
}

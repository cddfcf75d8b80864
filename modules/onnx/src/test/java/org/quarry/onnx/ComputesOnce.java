package org.quarry.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A program for {@link ChildProcess}: runs {@code m/net} of a folder and prints the sum of what it gives, or why not. */
final class ComputesOnce {
    private ComputesOnce() {}

    /** Arguments: the models' folder, the cache, the device. */
    public static void main(String[] arguments) {
        Models.Options options = new Models.Options(
                List.of(Path.of(arguments[0])), Path.of(arguments[1]), arguments[2], 0, ModelsOnDisk.PLENTY);
        try (Models models = ModelsOnDisk.open(options)) {
            models.providers();
            Tensor x = Tensor.filled(Shape.of(100), 2);
            System.out.println(models.open("m")
                    .network("net")
                    .execute(Map.of("x", x), List.of(), ModelsOnDisk.NEVER)
                    .get("y")
                    .sum());
        } catch (ModelException e) {
            System.out.println(e.getMessage());
        }
    }
}

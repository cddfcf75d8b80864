package org.quarry.editor.steps;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.engine.StepValues;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Socket;

/**
 * The steps of one driver of one run, oldest first, with what can be seen of each. Grows while the run goes on. To be used
 * on the event thread.
 */
final class Reel {
    /** The estimate of the clean sample, which follows from the prediction. */
    static final String CLEAN = "predicted x\u2080";
    /** The noisy sample that the nodes saw. */
    static final String SAMPLE = "sample x";

    private final Driver driver;
    private final Palette palette;
    private final Map<StepValues, Map<String, Tensor>> known = new IdentityHashMap<>();
    private List<StepValues> frames = List.of();

    Reel(Driver driver, Palette palette) {
        this.driver = driver;
        this.palette = palette;
    }

    Driver driver() {
        return driver;
    }

    /** Takes over what the run has by now. */
    void follow(List<StepValues> steps) {
        frames = List.copyOf(steps);
        known.keySet().retainAll(frames);
    }

    /** A tensor in colours, if it is one of latents. */
    Optional<Picture> picture(Tensor tensor) {
        return palette.picture(driver, tensor);
    }

    int size() {
        return frames.size();
    }

    StepValues frame(int index) {
        return frames.get(index);
    }

    /** What can be looked at in a frame: the estimate, the sample, and each output that is a tensor, as {@code node.port}. */
    Map<String, Tensor> tensors(int index) {
        return known.computeIfAbsent(frames.get(index), this::tensors);
    }

    private Map<String, Tensor> tensors(StepValues values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Optional<Tensor> prediction = values.value(
                        driver.prediction().node(), driver.prediction().port())
                .filter(Tensor.class::isInstance)
                .map(Tensor.class::cast)
                .filter(tensor -> tensor.shape().equals(values.step().sample().shape()));
        prediction.ifPresent(tensor -> tensors.put(CLEAN, driver.kind().clean(values.step(), tensor)));
        tensors.put(SAMPLE, values.step().sample());
        for (Map.Entry<Socket, Object> value : values.values().entrySet()) {
            if (value.getValue() instanceof Tensor tensor) {
                tensors.put(value.getKey().toString(), tensor);
            }
        }
        return tensors;
    }

    /** What some frame has, in the order of the first one that has it. */
    List<String> ports() {
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            for (String port : tensors(i).keySet()) {
                if (!ports.contains(port)) {
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    /** One kind of tensor through all frames; empty unless every frame has it. */
    List<Tensor> all(String port) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Tensor tensor = tensors(i).get(port);
            if (tensor == null) {
                return List.of();
            }
            all.add(tensor);
        }
        return all;
    }

    /** {@code step 3 of 20}; where a step was evaluated more than once, which evaluation. */
    String title(int index) {
        StepValues at = frames.get(index);
        long before = frames.stream()
                .limit(index)
                .filter(other -> other.step().index() == at.step().index())
                .count();
        return "step " + (at.step().index() + 1) + " of " + at.step().count()
                + (before == 0 ? "" : ", evaluation " + (before + 1));
    }
}

package org.quarry.editor.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.quarry.editor.picture.TensorFigures;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** What cards show of tensors. */
final class PortCards {
    private static final double GREY = 0.5;

    private PortCards() {}

    /** @param other what the value is compared with @param pictures how a port's tensor is seen */
    static PortCard.Content content(
            String port,
            Tensor tensor,
            Optional<Tensor> other,
            BiFunction<String, Tensor, Optional<Picture>> pictures) {
        List<Picture> shown = new ArrayList<>();
        List<TensorFigures> figures = new ArrayList<>();
        pictures.apply(port, tensor).ifPresent(shown::add);
        figures.add(TensorFigures.of(tensor));
        other.filter(there -> there.shape().equals(tensor.shape())).ifPresent(there -> {
            pictures.apply(port, there).ifPresent(shown::add);
            if (shown.size() == 2
                    && shown.get(0)
                            .pixels()
                            .shape()
                            .equals(shown.get(1).pixels().shape())) {
                shown.add(difference(shown.get(0), shown.get(1)));
            }
            figures.add(TensorFigures.of(tensor.minus(there)));
        });
        return new PortCard.Content(port, shown, figures);
    }

    private static Picture difference(Picture one, Picture other) {
        return new Picture(one.pixels().combine(other.pixels(), (a, b) -> GREY + a - b));
    }
}

package org.quarry.node.extension;

import java.util.List;
import org.quarry.tensor.Picture;

/**
 * A type of values that a module brings: what is seen of one. The name and colour of its ports are said by {@link
 * Extension}.
 *
 * <pre>{@code
 * @Extension(id = "acme:palette", name = "Palette", color = "#d0a060", doc = "The main colours of a picture.")
 * public final class PaletteView implements ValueView<Palette> {
 *     @Override
 *     public View view(Palette palette) {
 *         return new View.Table(List.of("colour", "share"), palette.rows());
 *     }
 * }
 * }</pre>
 *
 * @param <T> the class that wires carry
 */
public interface ValueView<T> {
    /** What is seen of a value. Called from any thread; it should take well below a second. */
    View view(T value);

    /** What can be seen. */
    sealed interface View {
        /** A picture. */
        record Image(Picture picture) implements View {}

        /** A text of one or many lines. */
        record Words(String text) implements View {}

        /**
         * Rows under column headings.
         *
         * @param rows each as long as {@code columns}
         */
        record Table(List<String> columns, List<List<String>> rows) implements View {
            /** Copies the lists and checks that they agree. */
            public Table {
                columns = List.copyOf(columns);
                rows = rows.stream().map(List::copyOf).toList();
                for (List<String> row : rows) {
                    if (row.size() != columns.size()) {
                        throw new IllegalArgumentException("found a row of " + row.size() + " cells, " + row
                                + ", under the " + columns.size() + " columns " + columns);
                    }
                }
            }
        }
    }
}

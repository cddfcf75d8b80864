package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** Many pictures on one. */
@NodeInfo(
        id = "quarry:contact-sheet",
        version = 1,
        name = "Contact sheet",
        category = "Picture",
        keywords = {"grid", "strip", "collage", "compare", "image"},
        doc = """
            Puts pictures side by side on one sheet, with a label under each if you like.
            Pictures stand in the order of the wires, row by row. With 0 columns all stand in one row, as a film strip.\
            """)
public final class ContactSheet implements NodeFunction<ContactSheet.In, ContactSheet.Out> {
    /** The pictures and how they stand. */
    public record In(
            @Port(doc = "The pictures, in order") List<Picture> pictures,

            @Param(doc = "Pictures in a row; 0 puts all into one row", value = 0, min = 0, max = 1000)
            int columns,

            @Param(doc = "Space between the pictures and round the sheet, in pixels", value = 4, min = 0, max = 256)
            int gap,

            @Param(doc = "A text under each picture, one in each line; empty for none", role = Param.Role.LONG_TEXT)
            String labels) {}

    /** The sheet. */
    public record Out(
            @Port(doc = "All pictures on one white sheet") Picture sheet) {}

    @Override
    public Out run(In in, Call call) {
        List<String> labels =
                in.labels().isBlank() ? List.of() : in.labels().lines().toList();
        return new Out(new Sheet(in.pictures(), labels, in.columns(), in.gap()).draw());
    }
}

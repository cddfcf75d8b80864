package org.quarry.editor.picture;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.quarry.node.extension.ValueView;
import org.quarry.node.extension.ValueView.View;
import org.quarry.tensor.Picture;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;

/** What is seen of values whose types modules bring; texts and tables are drawn as sheets. */
public final class ValuePictures {
    private static final Logger LOG = Logger.getLogger(ValuePictures.class.getName());

    private final Extensions extensions;
    private final Set<String> broken = new HashSet<>();

    /** Pictures by the views among these. */
    public ValuePictures(Extensions extensions) {
        this.extensions = extensions;
    }

    /** The picture of a value; empty if no module shows its type. */
    public Optional<Picture> of(Object value) {
        List<ExtensionDescriptor> views = extensions.of(ValueView.class);
        if (views.isEmpty()) {
            return Optional.empty();
        }
        Set<String> types = new LinkedHashSet<>();
        types(value.getClass(), types);
        return types.stream()
                .flatMap(type -> views.stream().filter(view -> view.value().equals(type)))
                .flatMap(view -> seen(view, value).stream())
                .findFirst();
    }

    /** A class with all that it extends and implements, the nearest first. */
    private static void types(@Nullable Class<?> type, Set<String> found) {
        if (type != null && found.add(type.getName())) {
            types(type.getSuperclass(), found);
            for (Class<?> face : type.getInterfaces()) {
                types(face, found);
            }
        }
    }

    /** What a module throws here is its own mistake: its values are not seen, the run is as it was. */
    @SuppressWarnings("unchecked") // the processor wrote the class that the view shows beside it
    private Optional<Picture> seen(ExtensionDescriptor descriptor, Object value) {
        try {
            ValueView<Object> view = (ValueView<Object>) extensions.object(descriptor, ValueView.class);
            return Optional.of(picture(view.view(value)));
        } catch (RuntimeException | LinkageError e) {
            if (broken.add(descriptor.id())) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> "the view '" + descriptor.id() + "' of " + descriptor.module()
                                + " failed; update the module");
            }
            return Optional.empty();
        }
    }

    private static Picture picture(View view) {
        if (view instanceof View.Image image) {
            return image.picture();
        } else if (view instanceof View.Table table) {
            return Sheet.of(table.columns(), table.rows());
        }
        return Sheet.of(((View.Words) view).text());
    }
}

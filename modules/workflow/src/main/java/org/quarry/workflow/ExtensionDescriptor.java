package org.quarry.workflow;

import java.util.List;
import org.quarry.node.extension.ValueView;

/**
 * What a module contributes besides nodes, as read from its index; its class is not loaded.
 *
 * @param id namespaced: {@code vendor:name}
 * @param name for users
 * @param doc for users; the first sentence stands alone in lists
 * @param module code name of the module that brings it, with its version
 * @param className binary name of the class
 * @param faces binary names of the interfaces that it implements
 * @param value of a {@link ValueView}: binary name of the class it shows; else empty
 * @param color of a {@link ValueView}: as in {@code #c792ea}; else empty
 * @param endings of an importer: how its files' names end
 */
public record ExtensionDescriptor(
        String id,
        String name,
        String doc,
        String module,
        String className,
        List<String> faces,
        String value,
        String color,
        List<String> endings) {
    /** Copies the lists. */
    public ExtensionDescriptor {
        faces = List.copyOf(faces);
        endings = List.copyOf(endings);
    }

    /** Whether it contributes what an interface stands for. */
    public boolean is(Class<?> face) {
        return faces.contains(face.getName());
    }
}

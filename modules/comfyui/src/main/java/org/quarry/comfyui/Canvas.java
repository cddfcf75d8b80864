package org.quarry.comfyui;

import java.util.List;
import java.util.Set;

/**
 * What stands on ComfyUI's canvas beside the nodes that run.
 *
 * @param notes texts of its notes
 * @param groups its frames
 * @param left sentences on what was left out, because it was switched off there
 */
record Canvas(List<String> notes, List<Group> groups, List<String> left) {
    static final Canvas EMPTY = new Canvas(List.of(), List.of(), List.of());

    Canvas {
        notes = List.copyOf(notes);
        groups = List.copyOf(groups);
        left = List.copyOf(left);
    }

    /** @param nodes the numbers of those within */
    record Group(String title, Set<String> nodes) {
        Group {
            nodes = Set.copyOf(nodes);
        }
    }
}

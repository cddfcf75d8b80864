package org.quarry.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where nodes come from.
 *
 * @param loaders that see the nodes' modules, searched in order
 * @param centres of installed modules, by the modules' code names; empty if unknown
 * @param absent modules that are there but not in use
 * @param removed modules that were there once
 * @param problems with what is installed: a sentence each
 */
public record NodeSources(
        List<ClassLoader> loaders,
        Map<String, String> centres,
        List<Absent> absent,
        List<Removed> removed,
        List<String> problems) {
    /** Copies the collections. */
    public NodeSources {
        loaders = List.copyOf(loaders);
        centres = Map.copyOf(centres);
        absent = List.copyOf(absent);
        removed = List.copyOf(removed);
        problems = List.copyOf(problems);
    }

    /** What some class loaders see, and nothing else. */
    public static NodeSources of(List<ClassLoader> loaders) {
        return new NodeSources(loaders, Map.of(), List.of(), List.of(), List.of());
    }

    /** These, then others. */
    public NodeSources and(NodeSources others) {
        Map<String, String> all = new HashMap<>(others.centres);
        all.putAll(centres);
        return new NodeSources(
                joined(loaders, others.loaders),
                all,
                joined(absent, others.absent),
                joined(removed, others.removed),
                joined(problems, others.problems));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /**
     * A module that is installed and not in use.
     *
     * @param brings ids of the nodes and of what else it would bring
     * @param reason why, and what to do: part of a sentence that begins with the node
     */
    public record Absent(List<String> brings, String reason) {
        /** Copies the list. */
        public Absent {
            brings = List.copyOf(brings);
        }
    }

    /**
     * A module that is installed no more.
     *
     * @param module with the centre that it came from, be that a folder of this machine
     * @param brought ids of the nodes and of what else it brought
     */
    public record Removed(ModuleNote module, List<String> brought) {
        /** Copies the list. */
        public Removed {
            brought = List.copyOf(brought);
        }
    }
}

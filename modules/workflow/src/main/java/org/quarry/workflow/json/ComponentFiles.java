package org.quarry.workflow.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.quarry.json.JsonException;
import org.quarry.workflow.Components;

/**
 * Components from files, named relative to the file that uses them. Each file is read once; make a new object to see
 * changes.
 */
public final class ComponentFiles implements Components {
    private final Path folder;
    private final Map<Path, Answer> answers = new HashMap<>();

    /** @param folder that holds the workflow to be checked */
    public ComponentFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public synchronized Answer find(String from, String file) {
        try {
            Path named = Path.of(file);
            if (named.isAbsolute() || file.isEmpty()) {
                return new Missing("found '" + file + "', wanted a path relative to the workflow's folder");
            }
            Path base = from.isEmpty() ? folder : Path.of(from).resolveSibling("");
            return answers.computeIfAbsent(base.resolve(named).normalize(), ComponentFiles::read);
        } catch (InvalidPathException e) {
            return new Missing("this is no file name here: " + e.getReason());
        }
    }

    private static Answer read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Missing("there is no file " + file + "; put it there, or remove the node");
        }
        try {
            WorkflowDocument document = WorkflowReader.read(file);
            return new Component(file.toRealPath().toString(), document.hash(), document.workflow());
        } catch (IOException e) {
            return new Missing(e + "; check that the file may be read");
        } catch (JsonException e) {
            return new Missing(String.valueOf(e.getMessage()));
        }
    }
}

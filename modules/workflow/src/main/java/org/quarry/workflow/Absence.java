package org.quarry.workflow;

import org.quarry.node.extension.WorkflowImporter;

/**
 * What is known of a node that is not at hand, or of a choice that a module adds.
 *
 * @param module that brings it, as the workflow's file or its removal says; {@link ModuleNote#NONE} if neither does
 * @param installed that module as it is at hand; {@link ModuleNote#NONE} if it is not
 * @param reason why an installed module that has it is not in use; empty if there is no such module
 * @param suggestion something of a similar id; empty if there is nothing
 * @param origin the program from whose file an importer took it, as a placeholder; empty if it is none
 */
public record Absence(ModuleNote module, ModuleNote installed, String reason, String suggestion, String origin) {
    /** Nothing is known. */
    static final Absence UNKNOWN = new Absence(ModuleNote.NONE, ModuleNote.NONE, "", "", "");

    static Absence of(String id, ModuleNote module, NodeCatalog catalog) {
        return new Absence(
                module, catalog.installed(module.id()), catalog.absence(id).orElse(""), "", origin(id, catalog));
    }

    /** The importer {@code quarry:x} calls its placeholders {@code x:…}. */
    private static String origin(String id, NodeCatalog catalog) {
        return catalog.extensions().of(WorkflowImporter.class).stream()
                .filter(importer -> importer.id().endsWith(":" + vendor(id)))
                .map(ExtensionDescriptor::name)
                .findFirst()
                .orElse("");
    }

    /** Choices that no module adds have none. */
    private static String vendor(String id) {
        return id.substring(0, Math.max(0, id.indexOf(':')));
    }

    Absence suggesting(String similar) {
        return new Absence(module, installed, reason, similar, origin);
    }

    /** Whether its module would have to be installed first. */
    public boolean installable() {
        return reason.isEmpty() && !module.isEmpty() && installed.isEmpty();
    }

    /** Whether a module is known to bring it. */
    boolean hasModule() {
        return !reason.isEmpty() || !module.isEmpty();
    }

    /** @param otherwise what can be done without the module: the end of the sentence */
    String sentence(String id, String otherwise) {
        if (!reason.isEmpty()) {
            return "'" + id + "' is not in use: " + reason + ", " + otherwise;
        }
        String found = "no installed module brings '" + id + "'";
        if (installable()) {
            return found + "; it is in " + module.name() + (module.centre().isEmpty() ? ", " : ": ") + module.remedy()
                    + ", " + otherwise;
        } else if (!origin.isEmpty()) {
            return "'" + id + "' keeps the place of a node of " + origin + " that nothing here does the work of; put"
                    + " other nodes there, delete it and link past it, " + otherwise;
        } else if (!suggestion.isEmpty()) {
            return found + Phrases.instead(suggestion, "");
        } else if (!module.isEmpty()) {
            return found + "; " + installed.name() + " is installed and the workflow was made with " + module.name()
                    + ": update it with 'quarry modules update " + installed.id() + "', " + otherwise;
        }
        String source = vendor(id).equals("quarry")
                ? "update Quarry"
                : "install the module of '" + vendor(id) + "' that has it with 'quarry modules install FILE'";
        return found + "; " + source + ", " + otherwise;
    }
}

package org.quarry.workflow;

/**
 * What is known of a node that is not at hand.
 *
 * @param module that brings it, as the workflow's file says; {@link ModuleNote#NONE} if it does not
 * @param installed that module as it is at hand; {@link ModuleNote#NONE} if it is not
 * @param reason why an installed module that has the node is not in use; empty if there is no such module
 * @param suggestion a node of a similar id; empty if there is none
 */
public record Absence(ModuleNote module, ModuleNote installed, String reason, String suggestion) {
    static Absence of(NodeType type, ModuleNote module, NodeCatalog catalog, String suggestion) {
        return new Absence(
                module,
                catalog.installed(module.id()),
                catalog.absence(type.id()).orElse(""),
                suggestion);
    }

    /** Whether its module would have to be installed first. */
    public boolean installable() {
        return reason.isEmpty() && !module.isEmpty() && installed.isEmpty();
    }

    String sentence(NodeType type) {
        if (!reason.isEmpty()) {
            return "'" + type.id() + "' is not in use: " + reason + ", or mute the node";
        }
        String found = "no installed module brings '" + type.id() + "'";
        if (installable()) {
            return found + "; it is in " + module.name() + ": install it with '" + module.command()
                    + "', or mute the node";
        } else if (!suggestion.isEmpty()) {
            return found + Phrases.instead(suggestion, "");
        } else if (!module.isEmpty()) {
            return found + "; " + installed.name() + " is installed and the workflow was made with " + module.name()
                    + ": update it with 'quarry modules update " + installed.id() + "', or mute the node";
        }
        String source = type.vendor().equals("quarry")
                ? "update Quarry"
                : "install the module of '" + type.vendor() + "' that has it";
        return found + "; " + source + ", or mute the node";
    }
}

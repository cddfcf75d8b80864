package org.quarry.editor.everywhere;

/**
 * Something that a search found.
 *
 * @param group which it belongs to
 * @param title what is looked for
 * @param detail beside it, in faint letters; found too, but worth less
 * @param keys that do the same; empty if there are none
 * @param chosen what happens when it is chosen
 */
public record Found(Group group, String title, String detail, String keys, Runnable chosen) {
    /** What is searched, in the order of groups that answer equally well. */
    public enum Group {
        /** Nodes of the workflow in front. */
        NODES("Nodes in this workflow", "node"),
        /** Nodes that can be added. */
        TYPES("Add a node", "nodes"),
        /** What menus and keys do. */
        ACTIONS("Actions", "action"),
        /** Workflows: recent, templates, those in the folder. */
        FILES("Workflows", "file"),
        /** Models at hand. */
        MODELS("Models", "models");

        private final String title;
        private final String icon;

        Group(String title, String icon) {
            this.title = title;
            this.icon = icon;
        }

        /** Above its finds. */
        public String title() {
            return title;
        }

        /** Beside each of its finds. */
        public String icon() {
            return icon;
        }
    }
}

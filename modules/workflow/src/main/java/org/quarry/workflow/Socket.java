package org.quarry.workflow;

/**
 * A port of a placed node, written {@code node.port}.
 *
 * @param node the node's name in the workflow; of a node inside a component {@code instance/node}
 * @param port the port's name
 */
public record Socket(String node, String port) {
    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if there is not exactly one dot with a name on either side
     */
    public static Socket parse(String written) {
        int dot = written.indexOf('.');
        if (dot <= 0 || dot == written.length() - 1 || dot != written.lastIndexOf('.')) {
            throw new IllegalArgumentException("found '" + written + "'; wanted a port like unet.prediction");
        }
        return new Socket(written.substring(0, dot), written.substring(dot + 1));
    }

    @Override
    public String toString() {
        return node + "." + port;
    }
}

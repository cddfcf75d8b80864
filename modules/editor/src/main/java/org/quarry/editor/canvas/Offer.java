package org.quarry.editor.canvas;

import java.util.Comparator;
import java.util.Set;
import org.quarry.editor.search.NodeChoice;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.Socket;

/**
 * A node that could stand at the loose end of a wire.
 *
 * @param namesake whether the ports at both ends have one name: {@code latent} goes to {@code latent}
 * @param needed whether the node cannot run without the wire, if it ends there
 * @param others how many more wires it cannot run without
 * @param exact whether both ends are of the same type
 */
record Offer(NodeChoice choice, boolean namesake, boolean needed, long others, boolean exact) {
    /** The nodes that nearly every workflow has. A wire is more often meant for one of them than for the hundred others. */
    private static final Set<String> EVERYDAY = Set.of(
            "quarry:load-model",
            "quarry:tokenizer",
            "quarry:text-encoder",
            "quarry:unet-step",
            "quarry:cfg-combine",
            "quarry:noise-source",
            "quarry:scheduler",
            "quarry:denoise",
            "quarry:vae-encode",
            "quarry:vae-decode",
            "quarry:load-image",
            "quarry:save-image");

    /** What most wires of this kind end at: latents go to the VAE, and noise comes from its source. */
    static final Comparator<Offer> LIKELY_FIRST = Comparator.comparing(Offer::namesake)
            .thenComparing(offer -> EVERYDAY.contains(offer.choice().type().id()))
            .thenComparing(Offer::needed)
            .reversed()
            .thenComparingLong(Offer::others)
            .thenComparing(Offer::exact, Comparator.reverseOrder());

    /** @param anchor where the wire is drawn from  @param end where it would end */
    static Offer of(NodeChoice choice, Socket anchor, Socket end, boolean exact) {
        return new Offer(
                choice,
                one(anchor.port()).equals(one(end.port())),
                choice.ports().inputs().stream().anyMatch(port -> port.name().equals(end.port()) && wanted(port)),
                choice.ports().inputs().stream()
                        .filter(port -> !port.name().equals(end.port()) && wanted(port))
                        .count(),
                exact);
    }

    private static boolean wanted(InputPort port) {
        return port.arity() != Arity.OPTIONAL && port.param().isEmpty();
    }

    /** {@code pictures} takes a {@code picture}. */
    private static String one(String port) {
        return port.endsWith("s") ? port.substring(0, port.length() - 1) : port;
    }
}

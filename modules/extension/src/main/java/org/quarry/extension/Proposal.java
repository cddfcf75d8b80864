package org.quarry.extension;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.ApiVersion;

/**
 * A module about to be installed: what there is to know before saying yes.
 *
 * @param module the archive
 * @param from the centre that it comes from; empty if it comes as a file
 * @param before what is installed of it now
 * @param refusals why it cannot be installed: a sentence each
 */
public record Proposal(ModuleFile module, String from, Optional<Installed> before, List<String> refusals) {
    /** What everybody is told who is asked. */
    public static final String WARNING =
            "A module is a program: it can read, change and send whatever you can. Quarry does"
                    + " not confine it. Install it only if you trust its author.";

    /** Copies the list. */
    public Proposal {
        refusals = List.copyOf(refusals);
    }

    /** How much is known of who made a module. */
    public enum Trust {
        /** Nobody signed it, nor what is installed of it. */
        UNSIGNED,
        /** Nobody signed it, but somebody signed what is installed of it. */
        NO_LONGER_SIGNED,
        /** Somebody else signed it than what is installed of it. */
        OTHER_SIGNER,
        /** Somebody signed it, and nobody else what is installed of it. */
        SIGNED
    }

    static Proposal of(ModuleFile module, String from, Register register) {
        Declaration declaration = module.declaration();
        Optional<Installed> before = register.find(declaration.id());
        List<String> refusals = new ArrayList<>();
        ApiVersion.CURRENT.refusal(declaration.name(), declaration.api()).ifPresent(refusals::add);
        declaration.needs().stream()
                .filter(need -> !need.own())
                .flatMap(need -> lack(declaration, need, register).stream())
                .forEach(refusals::add);
        before.filter(old -> Declaration.compare(old.declaration().version(), declaration.version()) > 0)
                .ifPresent(old -> refusals.add(old.declaration().name() + " is installed, which is later than "
                        + declaration.version() + "; to go back, remove it first: quarry modules remove "
                        + declaration.id()));
        doubles(module, register).forEach(refusals::add);
        return new Proposal(module, from, before, refusals);
    }

    private static Optional<String> lack(Declaration declaration, Declaration.Need need, Register register) {
        String wanted = need.id() + (need.least().isEmpty() ? "" : " " + need.least() + " or later");
        Optional<Installed> there = register.find(need.id());
        if (there.isEmpty()) {
            return Optional.of(declaration.name() + " uses " + wanted + ", which is not installed; install that first:"
                    + " quarry modules install " + need.id() + " --from CENTRE");
        }
        String version = there.get().declaration().version();
        return need.least().isEmpty() || Declaration.compare(version, need.least()) >= 0
                ? Optional.empty()
                : Optional.of(declaration.name() + " uses " + wanted + ", installed is " + version
                        + "; update that first: quarry modules update " + need.id());
    }

    private static List<String> doubles(ModuleFile module, Register register) {
        List<String> ids = module.nodes().stream().map(node -> node.type().id()).toList();
        return register.modules().stream()
                .filter(other -> !other.id().equals(module.declaration().id()))
                .flatMap(other -> other.nodes().stream()
                        .filter(ids::contains)
                        .map(id -> "node '" + id + "' is brought by "
                                + module.declaration().name() + " and by "
                                + other.declaration().name() + ", which is installed; remove that first: quarry modules"
                                + " remove " + other.id()))
                .toList();
    }

    /** Whether this very archive is installed. */
    public boolean installedAlready() {
        return before.filter(old -> old.hash().equals(module.hash())).isPresent();
    }

    /** How much is known of who made it. */
    public Trust trust() {
        Optional<Signer> old = before.flatMap(Installed::signer);
        if (module.signer().isEmpty()) {
            return old.isEmpty() ? Trust.UNSIGNED : Trust.NO_LONGER_SIGNED;
        }
        boolean same = old.isEmpty() || old.get().has(module.signer().get().fingerprint());
        return same ? Trust.SIGNED : Trust.OTHER_SIGNER;
    }

    /** Who signed it, in words. */
    public String signature() {
        String now = module.signer().map(Signer::toString).orElse("nobody signed it");
        String old = before.flatMap(Installed::signer).map(Signer::toString).orElse("");
        return switch (trust()) {
            case UNSIGNED, SIGNED -> now;
            case NO_LONGER_SIGNED -> "nobody signed it, but what is installed was signed by " + old;
            case OTHER_SIGNER -> now + "; what is installed was signed by another one: " + old;
        };
    }

    /** What is known besides its nodes, by what it is called: to be shown before the question. */
    public Map<String, String> facts() {
        Declaration declaration = module.declaration();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("module", declaration.title() + " (" + declaration.id() + ")");
        facts.put(
                "version",
                declaration.version()
                        + before.map(old -> ", instead of " + old.declaration().version())
                                .orElse(""));
        facts.put("about", declaration.doc());
        facts.put("author", declaration.author().isEmpty() ? "it does not say" : declaration.author());
        facts.put("signed by", signature());
        facts.put("also brings", String.join(", ", module.extensions()));
        facts.put("from", from.isEmpty() ? module.file().toString() : from);
        facts.values().removeIf(String::isEmpty);
        return facts;
    }
}

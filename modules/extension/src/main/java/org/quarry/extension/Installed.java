package org.quarry.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.ModuleNote;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeSources;

/**
 * A module that is installed.
 *
 * @param declaration what it says of itself
 * @param folder that holds it
 * @param jars in it, its own first, then its libraries
 * @param nodes ids of those that it brings
 * @param extensions ids of what else it brings
 * @param hash SHA-256 of the archive that it came in
 * @param from the centre that it came from; empty if it came as a file
 * @param signer who signed it; empty if nobody did
 * @param enabled whether it is in use
 */
public record Installed(
        Declaration declaration,
        Path folder,
        List<String> jars,
        List<String> nodes,
        List<String> extensions,
        String hash,
        String from,
        Optional<Signer> signer,
        boolean enabled) {
    /** The folder of a module's lists of what it brings. */
    static final String INDEX = "index";

    /** Copies the lists. */
    public Installed {
        jars = List.copyOf(jars);
        nodes = List.copyOf(nodes);
        extensions = List.copyOf(extensions);
    }

    /** Its code name. */
    public String id() {
        return declaration.id();
    }

    /** Where updates of it come from; empty if that is unknown. */
    public String centre() {
        return from.isEmpty() ? declaration.centre() : from;
    }

    /** The ids of all that it brings. */
    List<String> brings() {
        return Stream.concat(nodes.stream(), extensions.stream()).toList();
    }

    /** How a workflow that lacks it is told of it. */
    NodeSources.Removed removed() {
        return new NodeSources.Removed(new ModuleNote(id(), declaration.version(), centre()), brings());
    }

    /** The nodes that it brings, as its list says. @throws ModuleException if that cannot be read */
    public List<NodeDescriptor> descriptors() throws ModuleException {
        Path list = folder.resolve(INDEX).resolve(NodeCatalog.INDEX);
        try {
            return NodeCatalog.declared(Files.readAllBytes(list));
        } catch (IOException | JsonException e) {
            throw new ModuleException(
                    declaration.name() + ": its list of nodes cannot be read: " + e + "; install the module again", e);
        }
    }

    Installed enabled(boolean changed) {
        return new Installed(declaration, folder, jars, nodes, extensions, hash, from, signer, changed);
    }

    Json json() {
        Map<String, Json> members = new LinkedHashMap<>(declaration.json().members());
        members.put("folder", Json.of(String.valueOf(folder.getFileName())));
        members.put("jars", Json.ofTexts(jars));
        members.put("nodes", Json.ofTexts(nodes));
        if (!extensions.isEmpty()) {
            members.put("extensions", Json.ofTexts(extensions));
        }
        members.put("hash", Json.of(hash));
        if (!from.isEmpty()) {
            members.put("from", Json.of(from));
        }
        signer.ifPresent(known -> members.put("signer", known.json()));
        if (!enabled) {
            members.put("enabled", Json.of(false));
        }
        return new Json.Members(members);
    }

    /** @param all the folder that module folders are in */
    static Installed read(Fields fields, Path all) throws JsonException {
        String folder = fields.text("folder");
        if (!folder.matches("[\\w.-]+") || folder.matches("\\.+")) {
            throw new JsonException(fields.place() + ": folder '" + folder + "' is none of a module");
        }
        Optional<Signer> signer =
                fields.has("signer") ? Optional.of(Signer.read(fields.object("signer"))) : Optional.empty();
        return new Installed(
                Declaration.read(fields),
                all.resolve(folder),
                fields.texts("jars"),
                fields.texts("nodes"),
                fields.texts("extensions"),
                fields.text("hash"),
                fields.text("from", ""),
                signer,
                fields.flag("enabled", true));
    }
}

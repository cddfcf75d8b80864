package org.quarry.extension;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonException;

/**
 * A module that a centre has.
 *
 * @param declaration what it says of itself
 * @param file name of its archive beside the catalogue
 * @param bytes size of the archive
 * @param hash SHA-256 of the archive
 * @param nodes ids of those that it brings
 * @param signer who signed it, as the centre says
 */
public record Offer(
        Declaration declaration, String file, long bytes, String hash, List<String> nodes, Optional<Signer> signer) {
    /** Copies the list. */
    public Offer {
        nodes = List.copyOf(nodes);
    }

    static Offer of(ModuleFile module, long bytes) {
        return new Offer(
                module.declaration(),
                String.valueOf(module.file().getFileName()),
                bytes,
                module.hash(),
                module.nodes().stream().map(node -> node.type().id()).toList(),
                module.signer());
    }

    Json json() {
        Map<String, Json> members = new LinkedHashMap<>(declaration.json().members());
        members.put("file", Json.of(file));
        members.put("bytes", Json.of(bytes));
        members.put("hash", Json.of(hash));
        members.put("nodes", Json.ofTexts(nodes));
        signer.ifPresent(known -> members.put("signer", known.json()));
        return new Json.Members(members);
    }

    static Offer read(Fields fields) throws JsonException {
        String file = fields.text("file");
        if (!file.matches("[\\w.+ -]+\\.nbm") || file.startsWith(".")) {
            throw new JsonException(fields.place() + ": file '" + Declaration.shown(file)
                    + "', wanted the name of an .nbm beside the catalogue");
        }
        return new Offer(
                Declaration.read(fields),
                file,
                fields.whole("bytes"),
                fields.text("hash"),
                fields.texts("nodes").stream().map(Declaration::shown).toList(),
                fields.has("signer") ? Optional.of(Signer.read(fields.object("signer"))) : Optional.empty());
    }
}

package org.quarry.extension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;
import org.quarry.node.ApiVersion;

/** What an update centre has: the one file that makes a folder, or what a web server shows of it, a centre. @param offers by code name, later versions first */
public record Catalogue(List<Offer> offers) {
    /** Its name in the folder of the archives. */
    public static final String FILE = "quarry-modules.json";

    static final JsonLimits LIMITS = new JsonLimits(16L << 20, 20, 500_000);

    private static final String COUNTER = "catalogue";
    private static final int OPEN = 2;
    private static final Comparator<Offer> LATEST_FIRST = Comparator.comparing(
                    (Offer offer) -> offer.declaration().id())
            .thenComparing((one, other) -> Declaration.compare(
                    other.declaration().version(), one.declaration().version()));

    /** Sorts the offers. */
    public Catalogue {
        offers = offers.stream().sorted(LATEST_FIRST).toList();
    }

    /**
     * What came of indexing a folder.
     *
     * @param catalogue as it was written
     * @param refusals archives that were left out: a sentence each
     */
    public record Indexed(Catalogue catalogue, List<String> refusals) {
        /** Copies the list. */
        public Indexed {
            refusals = List.copyOf(refusals);
        }
    }

    /** Writes the catalogue of the archives in a folder. @throws ModuleException if the folder cannot be read or written */
    public static Indexed index(Path folder) throws ModuleException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Offer> offers = new ArrayList<>();
            List<String> refusals = new ArrayList<>();
            for (Path file : files.filter(ModuleFile::named).sorted().toList()) {
                try {
                    offers.add(Offer.of(ModuleFile.read(file), Files.size(file)));
                } catch (ModuleException e) {
                    refusals.add(e.getMessage() + "; it is left out");
                }
            }
            Catalogue catalogue = new Catalogue(offers);
            Files.write(
                    folder.resolve(FILE),
                    JsonWriter.pretty(catalogue.json(), OPEN).getBytes(StandardCharsets.UTF_8));
            return new Indexed(catalogue, refusals);
        } catch (NoSuchFileException e) {
            throw new ModuleException(
                    folder + " cannot be indexed: there is no such folder; name the one that the .nbm files are in", e);
        } catch (IOException e) {
            throw new ModuleException(folder + " cannot be indexed: " + e + "; name a folder that you may write to", e);
        }
    }

    private Json json() {
        return Json.object()
                .with(COUNTER, Json.of(1))
                .with(
                        "modules",
                        new Json.Elements(offers.stream().map(Offer::json).toList()));
    }

    /** @param bytes of the file @throws JsonException if it is none */
    static Catalogue read(byte[] bytes) throws JsonException {
        Fields fields = Fields.of(JsonReader.read(bytes, LIMITS).root(), "it");
        if (fields.whole(COUNTER) != 1) {
            throw new JsonException("it is of a later Quarry (format " + fields.whole(COUNTER) + "); update Quarry");
        }
        List<Offer> offers = new ArrayList<>();
        for (Fields offer : fields.objects("modules")) {
            offers.add(Offer.read(offer));
        }
        return new Catalogue(offers);
    }

    /** The latest version of a module that runs with this Quarry; if none does, the latest. */
    public Optional<Offer> best(String id) {
        List<Offer> all = offers.stream()
                .filter(offer -> offer.declaration().id().equals(id))
                .toList();
        return all.stream()
                .filter(offer -> ApiVersion.CURRENT.accepts(offer.declaration().api()))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** The best version of each module. */
    public List<Offer> latest() {
        return ids().stream().flatMap(id -> best(id).stream()).toList();
    }

    /** The code names of what there is. */
    public List<String> ids() {
        return offers.stream().map(offer -> offer.declaration().id()).distinct().toList();
    }
}

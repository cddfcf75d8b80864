package org.quarry.extension;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quarry.json.JsonException;

/** An update centre: a folder, or what a web server shows of one, with a {@link Catalogue} in it. */
public final class Centre {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final long LARGEST = 2L << 30;
    private static final int BUFFER = 1 << 16;

    private final String address;
    private final URI base;

    private Centre(String address, URI base) {
        this.address = address;
        this.base = base;
    }

    /**
     * The centre at an address.
     *
     * @param address a folder, or an address that begins with {@code file:}, {@code http:} or {@code https:}
     * @throws ModuleException if it is none
     */
    public static Centre at(String address) throws ModuleException {
        try {
            if (!address.matches("(?i)(file|https?):.*")) {
                Path folder = Path.of(address).toAbsolutePath().normalize();
                return new Centre(
                        folder.toString(), URI.create(slashed(folder.toUri().toString())));
            }
            URI uri = new URI(slashed(address.replaceFirst("/" + Catalogue.FILE.replace(".", "\\.") + "$", "")));
            return new Centre(address, uri);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new ModuleException(
                    "'" + Declaration.shown(address)
                            + "' is no address of an update centre; wanted a folder or an address like"
                            + " https://acme.example/quarry",
                    e);
        }
    }

    private static String slashed(String address) {
        return address.endsWith("/") ? address : address + "/";
    }

    /** Where it is, as an address that is the same in any folder. */
    public String address() {
        return address;
    }

    /** What it has. @throws ModuleException if that cannot be read */
    public Catalogue catalogue() throws ModuleException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        URI catalogue = base.resolve(Catalogue.FILE);
        fetch(catalogue, Catalogue.LIMITS.bytes(), bytes);
        try {
            return Catalogue.read(bytes.toByteArray());
        } catch (JsonException e) {
            throw new ModuleException(
                    catalogue + " is no catalogue of an update centre: " + e.getMessage() + "; tell who keeps it", e);
        }
    }

    /** The best version of a module that it has. @throws ModuleException if it has none */
    public Offer offer(String id) throws ModuleException {
        Catalogue catalogue = catalogue();
        return catalogue
                .best(id)
                .orElseThrow(() -> new ModuleException("the centre " + address + " has no module '" + id + "'; it has "
                        + (catalogue.offers().isEmpty() ? "none" : String.join(", ", catalogue.ids()))));
    }

    /**
     * Fetches the archive of an offer.
     *
     * @param folder that it is put into
     * @throws ModuleException if it cannot be fetched, or is not what the catalogue says
     */
    public ModuleFile fetch(Offer offer, Path folder) throws ModuleException {
        if (offer.bytes() < 0 || offer.bytes() > LARGEST) {
            throw new ModuleException(offer.declaration().name() + " has " + offer.bytes() + " bytes, more than the "
                    + LARGEST + " allowed");
        }
        Path target = folder.resolve(offer.file());
        URI source = base.resolve(offer.file().replace(" ", "%20").replace("+", "%2B"));
        try (OutputStream out = Files.newOutputStream(target)) {
            fetch(source, offer.bytes(), out);
        } catch (IOException e) {
            throw new ModuleException(target + " cannot be written: " + e + "; make room there", e);
        }
        ModuleFile module = ModuleFile.read(target);
        if (!module.hash().equals(offer.hash())) {
            throw new ModuleException(source + " is not what the catalogue of the centre says: its SHA-256 is "
                    + module.hash() + ", wanted " + Declaration.shown(offer.hash()) + "; tell who keeps the centre");
        }
        return module;
    }

    private static void fetch(URI source, long most, OutputStream out) throws ModuleException {
        try {
            URLConnection connection = source.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setUseCaches(false);
            if (connection instanceof HttpURLConnection http && http.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new ModuleException(source + " cannot be fetched: the server answers " + http.getResponseCode()
                        + "; check the address");
            }
            try (InputStream in = connection.getInputStream()) {
                copy(in, most, out, source);
            }
        } catch (SocketTimeoutException e) {
            throw new ModuleException(
                    source + " cannot be fetched: the server did not answer in time; try again later", e);
        } catch (UnknownHostException e) {
            throw new ModuleException(
                    source + " cannot be fetched: there is no host '"
                            + Declaration.shown(String.valueOf(source.getHost()))
                            + "'; check the address and the network",
                    e);
        } catch (FileNotFoundException e) {
            throw new ModuleException(
                    source + " cannot be fetched: there is no such file; check the address, and that"
                            + " 'quarry modules index' wrote a catalogue there",
                    e);
        } catch (ConnectException e) {
            throw new ModuleException(
                    source + " cannot be fetched: no server answers there; check the address and the network", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModuleException(
                    source + " cannot be fetched: " + e.getMessage() + "; check the address and the network", e);
        }
    }

    private static void copy(InputStream in, long most, OutputStream out, URI source)
            throws IOException, ModuleException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > most) {
                throw new ModuleException(
                        source + " has more than the " + most + " bytes that were wanted; tell who keeps the centre");
            }
            out.write(buffer, 0, read);
        }
    }
}

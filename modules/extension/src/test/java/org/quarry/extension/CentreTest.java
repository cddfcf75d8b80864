package org.quarry.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentreTest {
    /** Where the first entry of an archive says at what time of day it was written. */
    private static final int ZIP_TIME = 10;

    @TempDir
    Path folder;

    private Path centre;
    private Path target;

    @BeforeEach
    void an_indexed_folder() throws Exception {
        centre = Files.createDirectory(folder.resolve("a centre"));
        target = Files.createDirectory(folder.resolve("target"));
        for (String version : new String[] {"1.9", "1.10"}) {
            new Nbm("com.acme.shout", version)
                    .node("acme:shout@1", "return new Out(in.text());")
                    .build(centre);
        }
        Catalogue.index(centre);
    }

    @Test
    void the_best_version_of_a_folder_is_the_latest_that_runs_with_this_Quarry() throws Exception {
        new Nbm("com.acme.shout", "2.0")
                .node("acme:shout@1", "return new Out(in.text());")
                .api("99.0")
                .build(centre);
        Catalogue.index(centre);

        Offer offer = Centre.at(centre.toString()).offer("com.acme.shout");

        assertThat(offer.declaration().version()).isEqualTo("1.10");
        assertThat(Centre.at(centre.toUri().toString())
                        .fetch(offer, target)
                        .declaration()
                        .version())
                .isEqualTo("1.10");
    }

    @Test
    void what_a_web_server_shows_of_the_folder_is_a_centre() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/quarry/", exchange -> {
            String name = exchange.getRequestURI().getPath().replace("/quarry/", "");
            byte[] file = Files.readAllBytes(centre.resolve(name));
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
        try {
            Centre web = Centre.at("http://127.0.0.1:" + server.getAddress().getPort() + "/quarry");

            assertThat(web.fetch(web.offer("com.acme.shout"), target)
                            .declaration()
                            .name())
                    .isEqualTo("com.acme.shout 1.10");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_archive_that_is_not_what_the_catalogue_says_is_refused() throws Exception {
        Centre at = Centre.at(centre.toString());
        Offer offer = at.offer("com.acme.shout");
        Path archive = centre.resolve(offer.file());
        byte[] touched = Files.readAllBytes(archive);
        touched[ZIP_TIME] ^= 1;
        Files.write(archive, touched);
        assertThatThrownBy(() -> at.fetch(offer, target))
                .isInstanceOf(ModuleException.class)
                .hasMessageContaining("is not what the catalogue of the centre says");

        Files.write(archive, new byte[100_000]);
        assertThatThrownBy(() -> at.fetch(offer, target))
                .hasMessageContaining("has more than the " + offer.bytes() + " bytes");
    }

    @Test
    void a_module_that_a_centre_lacks_is_told_with_those_it_has() throws Exception {
        assertThatThrownBy(() -> Centre.at(centre.toString()).offer("com.acme.none"))
                .hasMessage("the centre " + centre + " has no module 'com.acme.none'; it has com.acme.shout");
    }

    @Test
    void what_is_no_centre_is_told() {
        assertThatThrownBy(() -> Centre.at(target.toString()).catalogue())
                .hasMessageContaining("quarry-modules.json cannot be fetched: there is no such file; check the address,"
                        + " and that 'quarry modules index' wrote a catalogue there");
        assertThatThrownBy(() -> Centre.at("http://127.0.0.1:1/").catalogue())
                .hasMessageContaining("no server answers there; check the address");
        // A host of this top level never exists (RFC 6761).
        assertThatThrownBy(() -> Centre.at("http://acme.invalid/").catalogue())
                .hasMessageContaining("there is no host 'acme.invalid'; check the address");
        assertThatThrownBy(() -> Centre.at("https://a b/")).hasMessageContaining("is no address of an update centre");
    }

    @Test
    void a_folder_that_is_not_there_cannot_be_indexed() {
        assertThatThrownBy(() -> Catalogue.index(target.resolve("none")))
                .hasMessage(target.resolve("none")
                        + " cannot be indexed: there is no such folder; name the one that the .nbm files are in");
    }

    @Test
    void a_catalogue_can_name_nothing_outside_of_its_folder() throws Exception {
        Path catalogue = centre.resolve(Catalogue.FILE);
        Files.writeString(catalogue, Files.readString(catalogue).replace("com.acme.shout-1.10.nbm", "../secret.nbm"));

        assertThatThrownBy(() -> Centre.at(centre.toString()).catalogue())
                .hasMessageContaining("wanted the name of an .nbm beside the catalogue");
    }

    @Test
    void a_broken_archive_is_left_out_of_the_catalogue_and_told() throws Exception {
        Files.writeString(centre.resolve("broken.nbm"), "no zip");

        Catalogue.Indexed indexed = Catalogue.index(centre);

        assertThat(indexed.catalogue().offers()).hasSize(2);
        assertThat(indexed.refusals())
                .singleElement()
                .asString()
                .contains("broken.nbm: found no archive")
                .endsWith("it is left out");
    }
}

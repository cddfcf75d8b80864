package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;

/** What Enter alone adds where a wire is dropped on the canvas: the node that most wires of this kind go to. */
class OffersTest {
    private static final String NODES = """
        "denoise": {"type": "quarry:denoise@1"},
        "encode": {"type": "quarry:vae-encode@2"},
        "decode": {"type": "quarry:vae-decode@2"},
        "text": {"type": "quarry:text-encoder@3"}\
        """;
    private static final String LAYOUT = """
        "denoise": {"at": [320, 40]}, "encode": {"at": [40, 40]}, "decode": {"at": [600, 40]}, "text": {"at": [40, 300]}\
        """;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = Rig.open(NODES, LAYOUT);
    }

    @AfterEach
    void close() {
        if (rig != null) {
            rig.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "denoise.latent, vae-decode.latent",
        "decode.pictures, save-image.pictures",
        "text.conditioning, unet-step.conditioning",
    })
    void a_wire_from_an_output_goes_on_to_where_its_value_is_wanted(String from, String to) {
        rig.drag(rig.output(from), rig.place(400, 560));
        rig.awaitComponent("search-words");
        rig.press("ENTER");

        assertThat(Link.of(rig.workflow())).contains(new Link(Socket.parse(from), Socket.parse(to)));
    }

    @ParameterizedTest
    @CsvSource({
        "denoise.noise, noise-source.noise",
        "denoise.latent, vae-encode.latent",
        "denoise.schedule, scheduler.schedule",
        "encode.pictures, load-image.picture",
    })
    void a_wire_from_an_input_comes_from_where_its_value_is_made(String to, String from) {
        rig.drag(rig.input(to), rig.place(400, 560));
        rig.awaitComponent("search-words");
        rig.press("ENTER");

        assertThat(Link.of(rig.workflow())).contains(new Link(Socket.parse(from), Socket.parse(to)));
    }
}

package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.JsonException;

/** JPEG and WebP that carry a workflow in XMP, written here byte by byte. */
class XmpTextTest {
    private static final String WORKFLOW = "{\"quarry\": 1, \"title\": \"Grüße &lt; 😀\"}";
    private static final String TITLE = "Grüße < 😀";
    private static final String DIGEST = "0123456789ABCDEF0123456789ABCDEF";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "webp"})
    void a_property_is_read(String format) throws Exception {
        byte[] packet = packet("<quarry:workflow>" + WORKFLOW + "</quarry:workflow>", "");

        assertThat(title(format.equals("jpeg") ? jpeg(standard(packet)) : webp(packet)))
                .isEqualTo(TITLE);
    }

    @Test
    void other_programs_may_have_made_an_attribute_of_it() throws Exception {
        byte[] packet = packet("", "quarry:workflow='" + WORKFLOW + "'");

        assertThat(title(jpeg(standard(packet)))).isEqualTo(TITLE);
    }

    @Test
    void a_packet_in_pieces_is_put_together() throws Exception {
        byte[] packet = packet("<quarry:workflow>" + WORKFLOW + "</quarry:workflow>", "");
        byte[] pointer = packet("", "xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='" + DIGEST + "'");

        assertThat(title(jpeg(standard(pointer), piece(packet, 0, 100), piece(packet, 100, packet.length))))
                .isEqualTo(TITLE);
    }

    @Test
    void pieces_that_nobody_points_to_are_passed_over() throws Exception {
        byte[] packet = packet("<quarry:workflow>" + WORKFLOW + "</quarry:workflow>", "");

        assertThat(WorkflowReader.carriesWorkflow(
                        file(jpeg(standard(packet("", "")), piece(packet, 0, packet.length)))))
                .isFalse();
    }

    @Test
    void a_picture_of_another_program_carries_none() throws Exception {
        Path plain = file(jpeg());

        assertThat(WorkflowReader.carriesWorkflow(plain)).isFalse();
        assertThatThrownBy(() -> WorkflowReader.read(plain))
                .isInstanceOf(JsonException.class)
                .hasMessage("picture: the picture carries no workflow; wanted one that Quarry saved");
        assertThat(WorkflowReader.carriesWorkflow(file(webp(packet("", ""))))).isFalse();
    }

    @Test
    void nothing_that_a_packet_refers_to_is_fetched() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        byte[] packet = ("<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                        + new String(packet("<quarry:workflow>&e;</quarry:workflow>", ""), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> title(jpeg(standard(packet))))
                .isInstanceOf(JsonException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_packet_that_is_no_XML_is_damaged() {
        assertThatThrownBy(() -> title(jpeg(standard("<x".getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(JsonException.class)
                .hasMessage("picture: the picture is damaged: its XMP packet is no XML; take another copy of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "webp"})
    void a_picture_that_is_cut_off_is_refused(String format) {
        byte[] packet = packet("<quarry:workflow>" + WORKFLOW + "</quarry:workflow>", "");
        byte[] whole = format.equals("jpeg") ? jpeg(standard(packet)) : webp(packet);

        assertThatThrownBy(() -> title(Arrays.copyOf(whole, 120)))
                .isInstanceOf(JsonException.class)
                .hasMessage("picture: the picture is cut off; take a complete copy of it");
    }

    @Test
    void a_text_that_claims_to_be_endless_is_refused_before_it_is_read() {
        byte[] file = webp(new byte[0]);
        // The length of the XMP chunk, which stands last.
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 4, -1);

        assertThatThrownBy(() -> title(file))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("a text in it claims 4294967295 bytes");
    }

    private String title(byte[] file) throws JsonException, IOException {
        return WorkflowReader.read(file(file)).workflow().title();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("picture"), bytes);
    }

    private static byte[] packet(String properties, String attributes) {
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<r:Description r:about='' xmlns:quarry='urn:quarry:picture' " + attributes + ">" + properties
                        + "</r:Description></r:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] standard(byte[] packet) {
        return segment("http://ns.adobe.com/xap/1.0/\0", packet);
    }

    private static byte[] piece(byte[] packet, int from, int to) {
        ByteBuffer content = ByteBuffer.allocate(DIGEST.length() + 8 + to - from);
        content.put(DIGEST.getBytes(StandardCharsets.US_ASCII))
                .putInt(packet.length)
                .putInt(from);
        return segment(
                "http://ns.adobe.com/xmp/extension/\0",
                content.put(packet, from, to - from).array());
    }

    private static byte[] segment(String name, byte[] content) {
        ByteBuffer segment = ByteBuffer.allocate(4 + name.length() + content.length);
        segment.putShort((short) 0xffe1).putShort((short) (2 + name.length() + content.length));
        return segment.put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    /** Start of image, an empty JFIF header, the segments, start of scan. */
    private static byte[] jpeg(byte[]... segments) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 4, 0, 0});
        for (byte[] segment : segments) {
            file.writeBytes(segment);
        }
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 2, 1, 2, 3});
        return file.toByteArray();
    }

    /** A chunk of odd length before the packet, so that padding counts. */
    private static byte[] webp(byte[] packet) {
        ByteBuffer file = ByteBuffer.allocate(12 + 8 + 4 + 8 + packet.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(file.capacity() - 8)
                .put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putInt(0);
        file.put("XMP ".getBytes(StandardCharsets.US_ASCII)).putInt(packet.length);
        return file.put(packet).array();
    }
}

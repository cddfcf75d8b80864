package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;

/** Pictures that carry a workflow. */
class PngTextTest {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String WORKFLOW = "{\"quarry\": 1, \"title\": \"Grüße → 😀\"}";
    private static final byte[] HEADER = chunk("IHDR", new byte[13]);
    private static final byte[] END = chunk("IEND", new byte[0]);

    @TempDir
    Path folder;

    @Test
    void an_international_text_is_read() throws Exception {
        assertThat(title(HEADER, chunk("iTXt", international(WORKFLOW, false)), END))
                .isEqualTo("Grüße → 😀");
    }

    @Test
    void a_compressed_text_is_read() throws Exception {
        assertThat(title(HEADER, chunk("iTXt", international(WORKFLOW, true)), END))
                .isEqualTo("Grüße → 😀");
    }

    @Test
    void a_plain_text_is_latin() throws Exception {
        byte[] text = join(latin("workflow"), new byte[1], latin("{\"quarry\": 1, \"title\": \"Grüße\"}"));

        assertThat(title(HEADER, chunk("tEXt", text), END)).isEqualTo("Grüße");
    }

    @Test
    void it_may_stand_after_the_pixels() throws Exception {
        byte[] pixels = chunk("IDAT", new byte[100_000]);

        assertThat(title(HEADER, pixels, pixels, chunk("iTXt", international(WORKFLOW, false)), END))
                .isEqualTo("Grüße → 😀");
    }

    @Test
    void a_picture_is_told_from_one_that_carries_a_workflow() throws Exception {
        Path plain = Files.write(folder.resolve("plain.png"), join(SIGNATURE, HEADER, END));
        Path made = Files.write(
                folder.resolve("made.png"), join(SIGNATURE, HEADER, chunk("iTXt", international(WORKFLOW, true)), END));
        Path text = Files.writeString(folder.resolve("text.png"), WORKFLOW);

        assertThat(WorkflowReader.carriesWorkflow(made)).isTrue();
        assertThat(WorkflowReader.carriesWorkflow(plain)).isFalse();
        assertThat(WorkflowReader.carriesWorkflow(text)).as("no PNG at all").isFalse();
    }

    @Test
    void other_texts_are_passed_over() throws Exception {
        byte[] other = join(latin("workflows"), new byte[1], latin("no"));
        byte[] begin = join(latin("work"), new byte[1], latin("no"));

        assertThat(title(
                        HEADER,
                        chunk("tEXt", other),
                        chunk("tEXt", begin),
                        chunk("iTXt", international(WORKFLOW, false)),
                        END))
                .isEqualTo("Grüße → 😀");
    }

    @Test
    void a_picture_without_a_workflow_says_so() throws IOException {
        refused("p.png: the picture carries no workflow; wanted one that Quarry saved", HEADER, END);
    }

    @Test
    void a_picture_that_is_cut_off_says_so_wherever_it_ends() throws IOException {
        byte[] whole = join(SIGNATURE, HEADER, chunk("iTXt", international(WORKFLOW, false)));

        // from the end of the signature up to the last byte of the text's checksum
        for (int length = SIGNATURE.length; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("p.png"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> WorkflowReader.read(file))
                    .isInstanceOf(JsonException.class)
                    .hasMessage("p.png: the picture is cut off; take a complete copy of it");
        }
    }

    @Test
    void a_text_that_was_changed_on_the_way_says_so() throws IOException {
        byte[] damaged = chunk("iTXt", international(WORKFLOW, false));
        damaged[40] ^= 1;

        refused(
                "p.png: the picture is damaged: the checksum of a text in it does not match; take another copy of it",
                HEADER,
                damaged,
                END);
    }

    @Test
    void a_text_longer_than_any_workflow_is_not_even_read() throws IOException {
        byte[] claim = {0x7f, 0, 0, 0, 't', 'E', 'X', 't'};

        refused(
                "p.png: the picture is damaged: a text in it claims 2130706432 bytes, more than the 67108864 allowed; "
                        + "take another copy of it",
                HEADER,
                claim);
    }

    @Test
    void a_chunk_of_an_impossible_length_says_so() throws IOException {
        byte[] claim = {(byte) 0xff, 0, 0, 0, 'I', 'D', 'A', 'T'};

        refused(
                "p.png: the picture is damaged: a part of it claims 4278190080 bytes; take another copy of it",
                HEADER,
                claim);
    }

    @Test
    void a_text_that_unpacks_without_end_is_stopped() throws IOException {
        byte[] bomb = join(latin("workflow"), new byte[] {0, 1, 0, 0, 0}, deflated(new byte[(64 << 20) + 1]));

        refused(
                "p.png: the picture is damaged: the workflow in it unpacks to more than 67108864 bytes; take another"
                        + " copy of it",
                HEADER,
                chunk("iTXt", bomb),
                END);
    }

    @Test
    void a_compressed_text_that_ends_too_soon_says_so() throws IOException {
        byte[] deflated = deflated(WORKFLOW.getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(deflated, deflated.length / 2);

        refused(
                "p.png: the picture is damaged: the compressed workflow in it is cut off; take another copy of it",
                HEADER,
                chunk("iTXt", join(latin("workflow"), new byte[] {0, 1, 0, 0, 0}, cut)),
                END);
    }

    @Test
    void a_compressed_text_that_is_not_one_says_so() throws IOException {
        refused(
                "p.png: the picture is damaged: the compressed workflow in it cannot be unpacked",
                HEADER,
                chunk("iTXt", join(latin("workflow"), new byte[] {0, 1, 0, 0, 0}, latin("not deflated"))),
                END);
    }

    @Test
    void an_unknown_compression_says_so() throws IOException {
        refused(
                "p.png: the picture is damaged: its workflow is compressed by an unknown method; take another copy of"
                        + " it",
                HEADER,
                chunk("iTXt", join(latin("workflow"), new byte[] {0, 1, 7, 0, 0}, latin("x"))),
                END);
    }

    @Test
    void a_text_without_its_separators_says_so() throws IOException {
        refused(
                "p.png: the picture is damaged: a text in it has no end; take another copy of it",
                HEADER,
                chunk("iTXt", join(latin("workflow"), new byte[] {0, 0}, latin(""))),
                END);
    }

    @Test
    void a_broken_workflow_inside_is_named_by_line_and_column() throws IOException {
        refused(
                "p.png: line 1, column 1: this is not a workflow of Quarry: member \"quarry\" is missing; wanted"
                        + " \"quarry\": 1",
                HEADER,
                chunk("iTXt", international("{}", false)),
                END);
    }

    private String title(byte[]... chunks) throws IOException, JsonException {
        return WorkflowReader.read(picture(chunks)).workflow().title();
    }

    private void refused(String message, byte[]... chunks) throws IOException {
        Path file = picture(chunks);
        assertThatThrownBy(() -> WorkflowReader.read(file))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    private Path picture(byte[]... chunks) throws IOException {
        return Files.write(folder.resolve("p.png"), join(SIGNATURE, join(chunks)));
    }

    private static byte[] international(String text, boolean compressed) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] flags = {0, (byte) (compressed ? 1 : 0), 0, 0, 0};
        return join(latin("workflow"), flags, compressed ? deflated(utf8) : utf8);
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] body = join(latin(type), content);
        CRC32 sum = new CRC32();
        sum.update(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream chunk = new DataOutputStream(out)) {
            chunk.writeInt(content.length);
            chunk.write(body);
            chunk.writeInt((int) sum.getValue());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(Charset.forName("ISO-8859-1"));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

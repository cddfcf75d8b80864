package org.quarry.workflow.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.json.JsonDocument;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/**
 * Reads workflow files, and pictures that carry one, within limits: {@link JsonLimits#DEFAULT}, and
 * {@value #MOST_NODES} nodes. What this version does not know is kept, so that saving loses nothing.
 */
public final class WorkflowReader {
    /** The largest number of nodes in one file. */
    public static final int MOST_NODES = 100_000;

    private static final String KEYWORD = "workflow";

    private WorkflowReader() {}

    /**
     * Reads a workflow file, or a PNG, JPEG or WebP that Quarry saved.
     *
     * @throws JsonException if it holds no workflow, or a broken one, or one of a newer Quarry; the message names file, line
     *     and column
     * @throws IOException if the file cannot be read
     */
    public static WorkflowDocument read(Path file) throws JsonException, IOException {
        return read(file, String.valueOf(file.getFileName()));
    }

    /** The same. @param name of the file in messages */
    public static WorkflowDocument read(Path file, String name) throws JsonException, IOException {
        try {
            Optional<PictureText> picture = PictureText.of(file);
            return document(
                    name,
                    picture.isPresent()
                            ? json(carried(picture.get(), file), "; take another copy of the picture")
                            : json(text(file), "; mend it there in a text editor, or open another copy of the file"));
        } catch (JsonException e) {
            throw new JsonException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether a file is a picture that carries a workflow, of whatever program. One that is damaged may: {@link #read(Path)}
     * says what is wrong with it.
     *
     * @throws IOException if the file cannot be read
     */
    public static boolean carriesWorkflow(Path file) throws IOException {
        try {
            Optional<PictureText> picture = PictureText.of(file);
            return picture.isPresent() && picture.get().find(file, KEYWORD).isPresent();
        } catch (JsonException e) {
            return true;
        }
    }

    /**
     * Reads a workflow from the bytes of its text.
     *
     * @param name what messages call it
     * @throws JsonException as {@link #read(Path)} does
     */
    public static WorkflowDocument read(String name, byte[] text) throws JsonException {
        try {
            return document(name, json(text, ""));
        } catch (JsonException e) {
            throw new JsonException(name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] carried(PictureText picture, Path file) throws JsonException, IOException {
        return picture.find(file, KEYWORD)
                .orElseThrow(() -> new JsonException("the picture carries no workflow; wanted one that Quarry saved"));
    }

    private static byte[] text(Path file) throws JsonException, IOException {
        long size = Files.size(file);
        if (size > JsonLimits.DEFAULT.bytes()) {
            throw new JsonException("the file has " + size + " bytes, more than the " + JsonLimits.DEFAULT.bytes()
                    + " that a workflow may have");
        }
        return Files.readAllBytes(file);
    }

    /** @param remedy the end of the sentence where the text is no JSON: what can be done with what it stands in */
    private static Written json(byte[] text, String remedy) throws JsonException {
        try {
            return new Written(JsonReader.read(text, JsonLimits.DEFAULT), hash(text));
        } catch (JsonException e) {
            throw new JsonException(e.getMessage() + remedy, e);
        }
    }

    private static WorkflowDocument document(String name, Written written) throws JsonException {
        JsonDocument json = written.json();
        Json.Members members = FormatMigrations.CURRENT.carry(new Fields(json, "", json.root()));
        return new WorkflowDocument(
                name, WorkflowJson.workflow(new Fields(json, "", members)), written.hash(), json.positions());
    }

    /** What was read, and the hash of its bytes. */
    private record Written(JsonDocument json, String hash) {}

    /** The hash by which components are linked: {@code sha256:…} of the bytes. */
    static String hash(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

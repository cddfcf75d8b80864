package org.quarry.architecture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

class ClipVocabularyTest {
    @Test
    void itHasTheTokensThatEveryClipWasTrainedWith() {
        Json.Members numbers = ClipVocabulary.numbers();
        assertThat(numbers.members()).hasSize(49_408);
        assertThat(numbers.member("!")).contains(Json.of(0));
        assertThat(numbers.member("!</w>")).contains(Json.of(256));
        assertThat(numbers.member("in")).contains(Json.of(512));
        assertThat(numbers.member("a</w>")).contains(Json.of(320));
        assertThat(numbers.member("photo</w>")).contains(Json.of(1125));
        assertThat(numbers.member("<|startoftext|>")).contains(Json.of(49_406));
        assertThat(numbers.member("<|endoftext|>")).contains(Json.of(49_407));
        assertThat(ClipVocabulary.merges().lines()).hasSize(48_895);
    }

    @Test
    void itIsThatOfTheReference() throws Exception {
        Path reference = Path.of(System.getProperty("quarry.goldens", ""), "clip-tokenizer", "tokenizer");
        assumeTrue(Files.isDirectory(reference), "the reference tokenizer is not here: " + reference);
        assertThat(ClipVocabulary.numbers())
                .isEqualTo(JsonReader.readValue(reference.resolve("vocab.json"), JsonLimits.DEFAULT));
        assertThat(ClipVocabulary.merges().lines().skip(1))
                .containsExactlyElementsOf(Files.readAllLines(reference.resolve("merges.txt")).stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .toList());
    }
}

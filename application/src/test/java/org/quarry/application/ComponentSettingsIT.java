package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command.Ended;

/** Components on the command line: what an instance shows is set there like a node's own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class ComponentSettingsIT {
    private static final String WORDS = """
        {
          "quarry": 1,
          "component": {
            "type": "my:words@1",
            "inputs": {"model": ["tokenizer.vocabulary"], "text": ["tokenizer.text"]},
            "outputs": {"tokens": "tokenizer.tokens"}
          },
          "nodes": {"tokenizer": {"type": "quarry:tokenizer@1", "text": "a red star"}}
        }
        """;

    @TempDir
    Path folder;

    private Command quarry;

    @BeforeEach
    void the_prompt_of_text_to_image_is_a_component() throws IOException {
        quarry = new Command(folder);
        Files.writeString(folder.resolve("words.json"), WORDS);
        new Draft(folder)
                .change(
                        "\"prompt\": {\"type\": \"quarry:tokenizer@1\", \"text\": \"a large red house in a meadow\","
                                + " \"vocabulary\"",
                        "\"prompt\": {\"type\": \"my:words@1\", \"import\": {\"file\": \"words.json\"}, \"model\"");
    }

    @Test
    void a_parameter_of_an_instance_is_set_like_that_of_the_node_inside() throws IOException {
        BufferedImage set = picture("w.json", "a blue boat", "set.png");

        assertThat(pixels(set))
                .isEqualTo(pixels(picture(Command.workflow("text-to-image").toString(), "a blue boat", "plain.png")))
                .isNotEqualTo(pixels(picture("w.json", "a red star", "other.png")));
    }

    @Test
    void what_an_instance_does_not_show_is_refused_with_what_it_does() {
        Ended ended = quarry.run("run", "w.json", "--set", "prompt.txt=a blue boat");

        assertThat(ended.err())
                .contains("cannot set 'prompt.txt': the node has no parameter 'txt'; did you mean 'text'?");
        assertThat(ended.code()).isNotZero();
    }

    private BufferedImage picture(String workflow, String prompt, String file) throws IOException {
        Ended ended = quarry.run(
                "run", workflow, "--set", "prompt.text=" + prompt, "--set", "schedule.steps=2", "--output", file);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        return ImageIO.read(folder.resolve(file).toFile());
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}

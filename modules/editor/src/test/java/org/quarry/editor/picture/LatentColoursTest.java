package org.quarry.editor.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class LatentColoursTest {
    @Test
    void zero_is_grey_in_every_family() {
        for (String family : new String[] {"sd15", "sdxl", "pocket", ""}) {
            Picture picture = LatentColours.usual(family, 4).of(Tensor.filled(Shape.of(1, 4, 2, 3), 0));

            assertThat(picture.width()).isEqualTo(3);
            assertThat(picture.height()).isEqualTo(2);
            assertThat(picture.pixels()).isEqualTo(Tensor.filled(Shape.of(3, 2, 3), 0.5));
        }
    }

    @Test
    void one_channel_alone_gives_its_factors() {
        // The third channel of family 1 is 1 everywhere: half of (-0.2829, 0.1762, 0.2721) over grey.
        Tensor latent = Tensor.of(Shape.of(1, 4, 1, 1), 0, 0, 1, 0);

        Picture picture = LatentColours.usual("sd15", 4).of(latent);

        assertThat(picture.at(0, 0, 0)).isCloseTo(0.5f - 0.14145f, within(1e-6f));
        assertThat(picture.at(1, 0, 0)).isCloseTo(0.5f + 0.0881f, within(1e-6f));
        assertThat(picture.at(2, 0, 0)).isCloseTo(0.5f + 0.13605f, within(1e-6f));
    }

    @Test
    void an_unknown_family_shows_its_first_channels_as_colours() {
        Picture picture = LatentColours.usual("other", 4).of(Tensor.of(Shape.of(1, 4, 1, 1), 1, 0, -1, 9));

        assertThat(picture.pixels()).isEqualTo(Tensor.of(Shape.of(3, 1, 1), 0.75f, 0.5f, 0.25f));
    }

    @Test
    void one_channel_is_grey() {
        Picture picture = LatentColours.usual("", 1).of(Tensor.of(Shape.of(1, 1, 1, 1), 0.5f));

        assertThat(picture.at(0, 0, 0)).isEqualTo(0.625f);
        assertThat(picture.at(2, 0, 0)).isEqualTo(0.625f);
    }

    @Test
    void what_has_no_rows_and_columns_cannot_be_seen() {
        assertThat(LatentColours.fits(Tensor.scalar(1))).isFalse();
        assertThat(LatentColours.fits(Tensor.filled(Shape.of(1, 77, 768), 0))).isFalse();
        assertThat(LatentColours.fits(Tensor.filled(Shape.of(1, 4, 8, 8), 0))).isTrue();
    }

    @Test
    void a_linear_decoder_is_found_again_from_one_picture() {
        // Red is half the first channel over grey, green the second turned round, blue constant; each pixel fills 2 x
        // 2.
        float[] latent = {1, 0, -1, 0.5f, 0.2f, -0.6f, 0.9f, 0.4f};
        float[] pixels = new float[3 * 16];
        for (int i = 0; i < 16; i++) {
            int cell = i / 8 * 2 + i % 4 / 2;
            pixels[i] = 0.5f + 0.5f * latent[cell];
            pixels[16 + i] = 0.5f - latent[4 + cell];
            pixels[32 + i] = 0.25f;
        }
        Tensor latents = Tensor.of(Shape.of(1, 2, 2, 2), latent);

        Picture found = LatentColours.fitted(latents, new Picture(Tensor.of(Shape.of(3, 4, 4), pixels)))
                .orElseThrow()
                .of(Tensor.of(Shape.of(1, 2, 1, 1), 0.8f, 0.1f));

        assertThat(found.at(0, 0, 0)).isCloseTo(0.9f, within(1e-4f));
        assertThat(found.at(1, 0, 0)).isCloseTo(0.4f, within(1e-4f));
        assertThat(found.at(2, 0, 0)).isCloseTo(0.25f, within(1e-4f));
    }
}

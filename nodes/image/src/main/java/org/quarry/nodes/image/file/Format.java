package org.quarry.nodes.image.file;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The formats that are read, by the bytes that their files begin with. Readers are named here and not looked up: in the desktop
 * each module has a class loader of its own, in which the registry of the JDK finds none.
 */
enum Format {
    PNG("\u0089PNG\r\n\u001a\n") {
        @Override
        ImageReader reader() {
            return ofTheJdk("png");
        }
    },
    JPEG("\u00ff\u00d8\u00ff") {
        @Override
        ImageReader reader() throws IOException {
            return jpeg().createReaderInstance(null);
        }
    },
    WEBP("RIFF") {
        @Override
        boolean begins(byte[] file) {
            byte[] name = "WEBP".getBytes(StandardCharsets.ISO_8859_1);
            return super.begins(file) && file.length > 12 && Arrays.equals(file, 8, 12, name, 0, 4);
        }

        @Override
        ImageReader reader() throws IOException {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
    },
    GIF("GIF8") {
        @Override
        ImageReader reader() {
            return ofTheJdk("gif");
        }
    },
    BMP("BM") {
        @Override
        ImageReader reader() {
            return ofTheJdk("bmp");
        }
    },
    TIFF("II*\0", "MM\0*") {
        @Override
        ImageReader reader() throws IOException {
            return new TIFFImageReaderSpi().createReaderInstance(null);
        }
    };

    private final String[] beginnings;

    Format(String... beginnings) {
        this.beginnings = beginnings;
    }

    abstract ImageReader reader() throws IOException;

    boolean begins(byte[] file) {
        return Arrays.stream(beginnings)
                .map(beginning -> beginning.getBytes(StandardCharsets.ISO_8859_1))
                .anyMatch(bytes -> file.length > bytes.length && Arrays.mismatch(file, bytes) == bytes.length);
    }

    /** The format of a file, by its content. */
    static Optional<Format> of(byte[] file) {
        return Arrays.stream(values()).filter(format -> format.begins(file)).findFirst();
    }

    private static ImageReader ofTheJdk(String name) {
        return ImageIO.getImageReadersByFormatName(name).next();
    }

    /** This one hands the plain cases to the reader of the JDK, which it learns of by being registered. */
    private static JPEGImageReaderSpi jpeg() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JPEGImageReaderSpi known = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (known != null) {
            return known;
        }
        JPEGImageReaderSpi reader = new JPEGImageReaderSpi();
        registry.registerServiceProvider(reader, ImageReaderSpi.class);
        return reader;
    }
}

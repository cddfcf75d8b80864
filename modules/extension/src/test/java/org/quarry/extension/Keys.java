package org.quarry.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A signer's keys, made by {@code keytool}; signs as {@code jarsigner} does. */
public final class Keys {
    private static final String WORD = "changeit";

    private final KeyStore.PrivateKeyEntry key;

    /** New keys. @param name common name of the signer */
    public Keys(Path folder, String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(name.replace(' ', '-') + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storepass",
                        WORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.txt")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, WORD.toCharArray());
        }
        key = (KeyStore.PrivateKeyEntry) store.getEntry("key", new KeyStore.PasswordProtection(WORD.toCharArray()));
    }

    /** Signs an archive in its place. */
    public Path sign(Path archive) throws IOException {
        Path signed = archive.resolveSibling(archive.getFileName() + ".signed");
        try (ZipFile in = new ZipFile(archive.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key).build().sign(in, out);
        }
        return Files.move(signed, archive, StandardCopyOption.REPLACE_EXISTING);
    }
}

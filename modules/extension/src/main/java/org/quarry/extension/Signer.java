package org.quarry.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.quarry.json.Json;
import org.quarry.json.JsonException;

/**
 * Who signed a module, by the JDK's {@code jarsigner}. Nobody vouches for the name but the signer; the fingerprint says
 * whether it is the same one as the last time.
 *
 * @param name of the certificate's subject
 * @param fingerprint SHA-256 of the certificate, as {@code keytool -list} prints it
 */
public record Signer(String name, String fingerprint) {
    private static final Pattern OF_THE_SIGNATURE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-.*|[^/]+\\.(SF|RSA|DSA|EC))", Pattern.CASE_INSENSITIVE);

    /**
     * Reads all of an archive and verifies its signature.
     *
     * @return empty if it has none
     * @throws ModuleException if a part was changed, added or taken away after it was signed
     */
    static Optional<Signer> of(JarFile archive) throws IOException, ModuleException {
        Set<Optional<Signer>> found = new LinkedHashSet<>();
        try {
            for (JarEntry entry : archive.stream().toList()) {
                if (!entry.isDirectory()
                        && !OF_THE_SIGNATURE.matcher(entry.getName()).matches()) {
                    try (InputStream in = archive.getInputStream(entry)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    found.add(signer(entry));
                }
            }
        } catch (SecurityException e) {
            throw new ModuleException(
                    "it was changed after it was signed (" + e.getMessage() + "); get it again from its author", e);
        }
        Optional<Signer> signer = found.stream().flatMap(Optional::stream).findFirst();
        if (found.size() > 1) {
            throw new ModuleException(
                    "parts of it are not signed by " + signer.map(Signer::name).orElse("its signer")
                            + "; it was changed after it was signed; get it again from its author");
        }
        if (signer.isPresent()) {
            complete(archive);
        }
        return signer;
    }

    private static Optional<Signer> signer(JarEntry entry) throws ModuleException {
        CodeSigner[] signers = entry.getCodeSigners();
        return signers == null || signers.length == 0
                ? Optional.empty()
                : Optional.of(of(signers[0].getSignerCertPath().getCertificates()));
    }

    private static Signer of(List<? extends Certificate> chain) throws ModuleException {
        try {
            Certificate certificate = chain.get(0);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            String name = certificate instanceof X509Certificate x509
                    ? x509.getSubjectX500Principal().getName()
                    : certificate.getType();
            return new Signer(
                    Declaration.shown(name),
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new ModuleException("its signer's certificate cannot be read: " + e.getMessage(), e);
        }
    }

    /** What was signed must still be there. */
    private static void complete(JarFile archive) throws IOException, ModuleException {
        Manifest manifest = archive.getManifest();
        for (String name :
                manifest == null ? Set.<String>of() : manifest.getEntries().keySet()) {
            if (archive.getEntry(name) == null) {
                throw new ModuleException("'" + Declaration.shown(name)
                        + "' was taken away after it was signed; get it again from its author");
            }
        }
    }

    /** Whether this is the fingerprint of a certificate, however its digits are parted. */
    public boolean has(String written) {
        return digits(written).equalsIgnoreCase(digits(fingerprint));
    }

    private static String digits(String fingerprint) {
        return fingerprint.replaceAll("[:\\s]", "");
    }

    Json.Members json() {
        return Json.object().with("name", Json.of(name)).with("fingerprint", Json.of(fingerprint));
    }

    static Signer read(Fields fields) throws JsonException {
        return new Signer(Declaration.shown(fields.text("name")), Declaration.shown(fields.text("fingerprint")));
    }

    @Override
    public String toString() {
        return name + ", SHA-256 " + fingerprint;
    }
}

package org.quarry.nodes.image.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Texts as an XMP packet (ISO 16684-1), each a property in Quarry's own namespace. */
final class Xmp {
    private static final String BEFORE = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"\" xmlns:quarry=\"urn:quarry:picture\""
            + " xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\">\n";
    private static final String AFTER = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";

    private Xmp() {}

    static byte[] packet(Map<String, String> texts) {
        StringBuilder properties = new StringBuilder(BEFORE);
        texts.forEach((keyword, text) -> properties
                .append("<quarry:")
                .append(keyword)
                .append('>')
                .append(escaped(text))
                .append("</quarry:")
                .append(keyword)
                .append(">\n"));
        return properties.append(AFTER).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A packet that only says under which digest the rest is found. */
    static byte[] pointer(String digest) {
        String property = "<xmpNote:HasExtendedXMP>" + digest + "</xmpNote:HasExtendedXMP>\n";
        return (BEFORE + property + AFTER).getBytes(StandardCharsets.UTF_8);
    }

    /** MD5 in 32 digits, as the specification wants it; it names a packet and secures nothing. */
    static String digest(byte[] packet) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(packet));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package org.quarry.workflow.json;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quarry.json.JsonException;

/**
 * Reads properties of an XMP packet (ISO 16684-1): elements, or attributes of a description, by namespace and name. Nothing
 * that a packet refers to is followed.
 */
final class XmpText {
    private static final String QUARRY = "urn:quarry:picture";
    private static final String NOTE = "http://ns.adobe.com/xmp/note/";

    private XmpText() {}

    /** One of Quarry's texts. @throws JsonException if the packet is no XML */
    static Optional<String> text(byte[] packet, String keyword) throws JsonException {
        return property(packet, QUARRY, keyword);
    }

    /** Under which digest the rest of a packet is found, that did not fit into one segment of a JPEG. */
    static Optional<String> extension(byte[] packet) throws JsonException {
        return property(packet, NOTE, "HasExtendedXMP");
    }

    private static Optional<String> property(byte[] packet, String namespace, String name) throws JsonException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new ByteArrayInputStream(packet), StandardCharsets.UTF_8.name());
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (namespace.equals(reader.getNamespaceURI())
                        && reader.getLocalName().equals(name)) {
                    return Optional.of(reader.getElementText());
                }
                Optional<String> attribute = Optional.ofNullable(reader.getAttributeValue(namespace, name));
                if (attribute.isPresent()) {
                    return attribute;
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw new JsonException("the picture is damaged: its XMP packet is no XML; take another copy of it", e);
        }
    }
}

package org.quarry.nodes.image.file;

import java.util.Map;

/** A picture whose pixels are compressed already; the texts that go into its file are not known yet. */
interface Compressed {
    /** The whole file. @param texts keyword (Latin, up to 79 characters) to text */
    byte[] file(Map<String, String> texts);
}

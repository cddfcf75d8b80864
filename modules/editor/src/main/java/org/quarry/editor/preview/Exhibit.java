package org.quarry.editor.preview;

import org.quarry.tensor.Picture;

/** A picture with what it is called. */
public record Exhibit(String title, Picture picture) {}

package org.quarry.node.model;

import java.nio.file.Path;

/**
 * A file with low-rank changes of a model's networks (LoRA, Hu et al. 2021), and how strongly they count.
 *
 * @param file in the safetensors format
 * @param strength for the network that removes noise; 1 as it was trained, 0 without effect, negative the other way
 * @param textStrength the same for the text encoders
 */
public record Adapter(Path file, double strength, double textStrength) {}

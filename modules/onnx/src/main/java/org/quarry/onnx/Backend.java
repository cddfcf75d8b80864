package org.quarry.onnx;

/** What all networks of one {@link OnnxModels} share. */
record Backend(OnnxRuntime runtime, Devices devices, Sessions sessions) {}

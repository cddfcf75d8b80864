package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.family.Recognition;
import org.quarry.node.model.Inspection;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;

/** Looks into files and folders of weights: their headers are read, and nothing is kept. */
final class Inspector {
    private static final int DEPTH = 2;
    private static final double FEW = 0.01;
    private static final String ONNX = ".onnx";

    private final Path path;
    private final CheckpointFolders checkpoints;
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Inspection.Entry> entries = new ArrayList<>();

    private Inspector(Path path, CheckpointFolders checkpoints) {
        this.path = path;
        this.checkpoints = checkpoints;
    }

    /** @throws ModelException if it is missing, broken or of another kind */
    static Inspection of(Path path, CheckpointFolders checkpoints) {
        Path place = path.toAbsolutePath().normalize();
        Inspector inspector = new Inspector(place, checkpoints);
        try {
            if (Files.isDirectory(place)) {
                inspector.folder();
            } else {
                inspector.file(place, place.getFileName().toString(), true);
            }
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        } catch (IOException e) {
            throw new ModelException(path + " cannot be read: " + Failures.message(e), e);
        }
        inspector.findings.put("precision", inspector.precision());
        return new Inspection(place, inspector.findings, inspector.metadata, inspector.entries);
    }

    private void folder() throws IOException {
        ModelFolder folder = new ModelFolder(path.getFileName().toString(), path);
        findings.put("kind", folder.part() ? "folder without a " + ModelFolder.INDEX : "model");
        tell(folder);
        List<Path> files;
        try (Stream<Path> all = Files.walk(path, DEPTH)) {
            files = all.filter(file -> isSafetensors(file) || isOnnx(file))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new ModelException(path + " has no " + CheckpointFolders.ENDING + " or " + ONNX
                    + " files in it or its folders; give a file, or a model's folder");
        }
        for (Path file : files) {
            file(file, path.relativize(file).toString().replace('\\', '/'), false);
        }
    }

    private void tell(ModelFolder folder) {
        ModelDescription model = new Describer(folder, FolderState.of(folder)).describe();
        findings.put("family", model.family());
        Object prediction = folder.config("scheduler").get("prediction_type");
        if (prediction != null) {
            findings.put(
                    "prediction", prediction + (folder.checkpoints().isEmpty() ? "" : ", as is usual in its family"));
        }
        findings.put("components", String.join(", ", model.components()));
        if (!model.missing().isEmpty()) {
            findings.put("missing", String.join(", ", model.missing()));
        }
    }

    private static boolean isSafetensors(Path file) {
        return file.toString().endsWith(CheckpointFolders.ENDING) && Files.isRegularFile(file);
    }

    private static boolean isOnnx(Path file) {
        return file.toString().endsWith(ONNX) && Files.isRegularFile(file);
    }

    private void file(Path file, String name, boolean alone) throws IOException {
        if (file.toString().endsWith(CheckpointFolders.ENDING)) {
            Safetensors header = Safetensors.read(file);
            header.tensors().values().forEach(tensor -> entries.add(entry(name, tensor)));
            if (alone) {
                metadata.putAll(header.metadata());
                findings.putAll(Recognition.of(name, header.tensors()));
                checkpoints.of(name, file).filter(model -> !model.part()).ifPresent(this::tell);
            }
        } else if (isOnnx(file)) {
            OnnxFile network = OnnxFile.read(file);
            network.tensors()
                    .forEach(tensor -> entries.add(new Inspection.Entry(
                            name, tensor.name(), Precision.name(tensor.type()), tensor.shape(), tensor.bytes())));
            if (alone) {
                findings.put("kind", "network in ONNX's format");
                network.inputs().forEach((input, shape) -> findings.put("input " + input, shape.toString()));
                network.external().forEach((beside, bytes) -> findings.put("weights in " + beside, bytes + " bytes"));
            }
        } else if (Files.exists(file)) {
            throw new ModelException(file + " is neither a " + CheckpointFolders.ENDING + " nor an " + ONNX
                    + " file; other forms of weights can hold programs and are not read");
        } else {
            throw new ModelException(file + " is not there; give a file or folder of weights");
        }
    }

    private static Inspection.Entry entry(String file, StoredTensor tensor) {
        return new Inspection.Entry(file, tensor.name(), tensor.type().name(), tensor.axes(), tensor.bytes());
    }

    private String precision() {
        Map<String, Long> bytes = new TreeMap<>();
        entries.forEach(entry -> bytes.merge(entry.type(), entry.bytes(), Long::sum));
        long sum = bytes.values().stream().mapToLong(Long::longValue).sum();
        // A handful of numbers in another type, as places of tokens, do not change what a file is called.
        List<String> types = bytes.entrySet().stream()
                .filter(type -> type.getValue() > FEW * sum)
                .map(Map.Entry::getKey)
                .toList();
        return types.isEmpty() ? "unknown" : String.join(", ", types);
    }
}

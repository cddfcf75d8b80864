package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quarry.cli.Page.Row;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.Inspection;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into a file or folder of weights. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Tells what a file or folder of weights seems to be, and lists its tensors.")
final class ModelsInspectCommand implements Runnable {
    @Parameters(paramLabel = "PATH", description = "A .safetensors or .onnx file, or a folder with such files.")
    private Path path = Path.of("");

    @Option(names = "--json", description = "As a JSON object, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (Models models = Discovery.models(new ModelOptions())) {
            Inspection found = models.inspect(path);
            spec.commandLine().getOut().print(json ? JsonWriter.pretty(asJson(found), 2) : page(found));
            spec.commandLine().getOut().flush();
        } catch (ModelException e) {
            throw CommandException.of(ExitCode.FAILED, e);
        }
    }

    private static String page(Inspection found) {
        Page page = Page.forTerminal().line(found.path().toString());
        page.rows(rows(found.findings()), 2).blank();
        if (!found.metadata().isEmpty()) {
            page.line("Its writer says").rows(rows(found.metadata()), 2).blank();
        }
        long bytes = found.tensors().stream().mapToLong(Inspection.Entry::bytes).sum();
        page.line(found.tensors().size() + " tensors, " + bytes + " bytes");
        StringBuilder text = new StringBuilder(page.toString());
        String file = "";
        for (Inspection.Entry tensor : found.tensors()) {
            if (!tensor.file().equals(file)) {
                file = tensor.file();
                text.append(file).append('\n');
            }
            text.append("  ").append(line(tensor)).append('\n');
        }
        return text.toString();
    }

    private static String line(Inspection.Entry tensor) {
        String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        return tensor.name() + "   " + tensor.type() + "   " + shape + "   " + tensor.bytes();
    }

    private static List<Row> rows(Map<String, String> texts) {
        List<Row> rows = new ArrayList<>();
        texts.forEach((name, text) -> rows.add(new Row(name, text)));
        return rows;
    }

    private static Json asJson(Inspection found) {
        return Json.object()
                .with("path", Json.of(found.path().toString()))
                .with("findings", texts(found.findings()))
                .with("metadata", texts(found.metadata()))
                .with(
                        "tensors",
                        new Json.Elements(found.tensors().stream()
                                .map(ModelsInspectCommand::asJson)
                                .toList()));
    }

    private static Json asJson(Inspection.Entry tensor) {
        return Json.object()
                .with("file", Json.of(tensor.file()))
                .with("name", Json.of(tensor.name()))
                .with("type", Json.of(tensor.type()))
                .with(
                        "shape",
                        new Json.Elements(tensor.shape().stream()
                                .map(axis -> Json.of(axis))
                                .toList()))
                .with("bytes", Json.of(tensor.bytes()));
    }

    private static Json texts(Map<String, String> texts) {
        Map<String, Json> members = new TreeMap<>();
        texts.forEach((name, text) -> members.put(name, Json.of(text)));
        return new Json.Members(members);
    }
}

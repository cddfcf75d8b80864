package org.quarry.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.ModuleIndex;
import org.quarry.workflow.ModuleNote;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;

/** The jar in a module's archive: what it declares. */
record ModuleJar(Declaration declaration, List<NodeDescriptor> nodes, List<String> extensions) {
    /** Below this folder of a jar stand the lists by which what it brings is known without loading it. */
    static final String LISTS = "META-INF/quarry/";

    private static final JsonLimits LIMITS = new JsonLimits(16L << 20, 40, 500_000);

    static ModuleJar read(JarFile archive, JarEntry jar) throws IOException, ModuleException {
        byte[] list = new byte[0];
        Manifest manifest;
        try (InputStream in = archive.getInputStream(jar);
                JarInputStream entries = new JarInputStream(in, false)) {
            manifest = entries.getManifest();
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                    manifest = new Manifest(entries);
                } else if (entry.getName().equals(NodeCatalog.INDEX)) {
                    list = entries.readNBytes((int) LIMITS.bytes() + 1);
                }
            }
        }
        if (list.length == 0) {
            throw new ModuleException(
                    "its jar has no " + NodeCatalog.INDEX + ": it brings no nodes, so it is no module for"
                            + " Quarry; modules are built with the annotation processor of org.quarry:node");
        }
        return read(manifest == null ? new Attributes() : manifest.getMainAttributes(), list);
    }

    private static ModuleJar read(Attributes manifest, byte[] list) throws ModuleException {
        try {
            ModuleIndex index = ModuleIndex.read(JsonReader.read(list, LIMITS).root());
            Declaration declaration = Declaration.of(manifest, index.api());
            String named = ModuleNote.parse(index.name()).id();
            if (!named.equals(declaration.id())) {
                throw new ModuleException(NodeCatalog.INDEX + " names the module '" + Declaration.shown(named)
                        + "', its manifest " + declaration.id() + "; give the annotation processor"
                        + " -Aquarry.module=\"" + declaration.name() + "\"");
            }
            List<NodeDescriptor> nodes = index.nodes();
            distinct(nodes);
            List<String> extensions =
                    index.extensions().stream().map(ExtensionDescriptor::id).toList();
            return new ModuleJar(declaration, nodes, extensions);
        } catch (JsonException | IllegalArgumentException e) {
            throw new ModuleException(NodeCatalog.INDEX + ": " + e.getMessage() + "; tell its authors", e);
        }
    }

    private static void distinct(List<NodeDescriptor> nodes) throws ModuleException {
        Set<String> ids = new HashSet<>();
        for (NodeDescriptor node : nodes) {
            String id = node.type().id();
            if (!ids.add(id)) {
                throw new ModuleException("it brings the node '" + id + "' twice; tell its authors");
            } else if (node.type().vendor().equals("quarry")) {
                throw new ModuleException("it brings '" + id + "', but ids that begin with 'quarry:' are Quarry's own;"
                        + " tell its authors");
            }
        }
    }

    /** Unpacks the lists beside the jar, so that a start reads them without opening it. */
    static void unpackIndex(Path jar, Path folder) throws IOException, ModuleException {
        Unpacking unpacking = new Unpacking(folder);
        try (JarFile opened = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : opened.stream().toList()) {
                if (entry.getName().startsWith(LISTS) && !entry.isDirectory()) {
                    unpacking.add(opened, entry, entry.getName());
                }
            }
        }
    }
}

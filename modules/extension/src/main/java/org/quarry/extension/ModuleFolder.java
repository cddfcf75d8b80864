package org.quarry.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of installed modules. Changes are made one after the other, also by several processes; each as a whole or not at all. */
public final class ModuleFolder {
    private static final String LOCK = ".lock";
    private static final String STAGING = ".staging";
    private static final int HASH_DIGITS = 8;
    /** A second lock of one file within a process is refused instead of waited for. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path folder;

    /** The modules in a folder, which need not be there yet. */
    public ModuleFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** What is installed, in the order in which it was. @throws ModuleException if that cannot be read */
    public List<Installed> installed() throws ModuleException {
        return register().modules();
    }

    Register register() throws ModuleException {
        return Register.read(folder);
    }

    /** Another text whenever something was changed. */
    String state() {
        Path register = folder.resolve(Register.FILE);
        try {
            // Each change is a new file in the place of the old one.
            BasicFileAttributes attributes = Files.readAttributes(register, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            return "none";
        }
    }

    /** An installed module. @throws ModuleException if there is none of this code name */
    public Installed find(String id) throws ModuleException {
        Register register = Register.read(folder);
        return register.find(id)
                .orElseThrow(() -> new ModuleException("no module '" + id + "' is installed; "
                        + (register.modules().isEmpty()
                                ? "there is none"
                                : "there are "
                                        + register.modules().stream()
                                                .map(Installed::id)
                                                .collect(Collectors.joining(", ")))));
    }

    /** What installing an archive would do. @param from the centre that it comes from; empty if it comes as a file */
    public Proposal propose(ModuleFile module, String from) throws ModuleException {
        return Proposal.of(module, from, Register.read(folder));
    }

    /**
     * Installs what was agreed to.
     *
     * @throws ModuleException if it cannot be; everything is as before then
     */
    public Installed install(Proposal agreed) throws ModuleException {
        return change(register -> {
            Path staging = Files.createTempDirectory(folder, STAGING);
            Path copy = Files.copy(agreed.module().file(), staging.resolve("module" + ModuleFile.ENDING));
            ModuleFile module = ModuleFile.read(copy);
            if (!module.hash().equals(agreed.module().hash())) {
                throw new ModuleException(agreed.module().file() + ": it was changed meanwhile; look at it again");
            }
            Proposal now = Proposal.of(module, agreed.from(), register);
            if (!now.refusals().isEmpty()) {
                throw new ModuleException(String.join("\n", now.refusals()));
            }
            Installed installed = moved(module, agreed.from(), staging);
            register.with(installed).write(folder);
            return installed;
        });
    }

    private Installed moved(ModuleFile module, String from, Path staging) throws IOException, ModuleException {
        Declaration declaration = module.declaration();
        Path unpacked = Files.createDirectory(staging.resolve("unpacked"));
        List<String> jars = module.unpack(unpacked);
        Path home = folder.resolve(declaration.id() + "-" + declaration.version() + "-"
                + module.hash().substring(0, HASH_DIGITS));
        Files.createFile(unpacked.resolve(InUse.FILE));
        // Where it is in use it is this very archive, unpacked before.
        if (InUse.unless(home, () -> delete(home))) {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> nodes =
                module.nodes().stream().map(node -> node.type().id()).toList();
        return new Installed(
                declaration, home, jars, nodes, module.extensions(), module.hash(), from, module.signer(), true);
    }

    /** Removes a module, and its files as soon as no process uses them. @throws ModuleException if there is none, or another one needs it */
    public Installed remove(String id) throws ModuleException {
        Installed there = find(id);
        return change(register -> {
            List<String> users = register.modules().stream()
                    .filter(other -> other.declaration().needs().stream()
                            .anyMatch(need -> need.id().equals(id)))
                    .map(Installed::id)
                    .toList();
            if (!users.isEmpty()) {
                throw new ModuleException(
                        String.join(", ", users) + " needs " + id + "; remove " + String.join(", ", users) + " first");
            }
            register.without(there).write(folder);
            return there;
        });
    }

    /** Takes a module into use, or out of it. @throws ModuleException if there is none */
    public Installed enable(String id, boolean enabled) throws ModuleException {
        find(id);
        return change(register -> {
            Installed changed = register.find(id)
                    .orElseThrow(() -> new ModuleException(id + " was removed meanwhile"))
                    .enabled(enabled);
            register.with(changed).write(folder);
            return changed;
        });
    }

    private interface Change {
        Installed made(Register before) throws IOException, ModuleException;
    }

    private Installed change(Change change) throws ModuleException {
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve(LOCK);
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // It is given back when its channel is closed.
                    channel.lock();
                    return changed(change);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new ModuleException(
                        "the modules folder " + folder + " cannot be changed: " + e
                                + "; make room there, or check its permissions",
                        e);
            }
        }
    }

    private Installed changed(Change change) throws IOException, ModuleException {
        try {
            return change.made(Register.read(folder));
        } finally {
            sweep();
        }
    }

    /** Deletes what was left because it was in use, unless it still is. */
    void tidy() throws ModuleException {
        try {
            if (!Files.isWritable(folder) || unknown().isEmpty()) {
                return;
            }
            synchronized (IN_THIS_PROCESS) {
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    // Who has it is changing something, and sweeps afterwards.
                    if (lock != null) {
                        sweep();
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ModuleException(
                    "the modules folder " + folder + " cannot be tidied up: " + e + "; check its permissions", e);
        }
    }

    /** Deletes what the register does not know: what a failed installation left, and what was replaced or removed. */
    private void sweep() throws IOException, ModuleException {
        for (Path other : unknown()) {
            InUse.unless(other, () -> delete(other));
        }
    }

    private List<Path> unknown() throws IOException, ModuleException {
        Set<Path> known =
                Register.read(folder).modules().stream().map(Installed::folder).collect(Collectors.toSet());
        try (Stream<Path> there = Files.list(folder)) {
            return there.filter(Files::isDirectory)
                    .filter(path -> !known.contains(path))
                    .toList();
        }
    }

    /** Deletes a folder as far as it can be: a system that locks the jars in use leaves them to the next sweep. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // One that is in use goes at the next change.
                file.toFile().delete();
            }
        }
    }
}

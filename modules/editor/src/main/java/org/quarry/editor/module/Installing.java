package org.quarry.editor.module;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.awt.StatusDisplayer;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.ProsePane;
import org.quarry.extension.Centre;
import org.quarry.extension.Installed;
import org.quarry.extension.ModuleException;
import org.quarry.extension.ModuleFile;
import org.quarry.extension.ModuleFolder;
import org.quarry.extension.Proposal;
import org.quarry.workflow.ModuleNote;

/** Changes what is installed, one change after the other and never on the event thread; what goes wrong is told in a dialog. */
public final class Installing {
    private static final ExecutorService BACKGROUND = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "quarry-modules");
        thread.setDaemon(true);
        return thread;
    });
    private static final List<Consumer<String>> LISTENERS = new CopyOnWriteArrayList<>();
    private static final String INSTALL = "Install";

    private Installing() {}

    /** A change of what is installed. */
    interface Change {
        /** Makes it. @return what the status line tells */
        String make(ModuleFolder modules) throws ModuleException;
    }

    /** Does something that takes time, after the changes that were asked for before. */
    static void inBackground(Runnable work) {
        BACKGROUND.execute(work);
    }

    /** Calls this on the event thread with each sentence that the status line tells. */
    static void whenTold(Consumer<String> listener) {
        LISTENERS.add(listener);
    }

    /** Does so no more. */
    static void ignore(Consumer<String> listener) {
        LISTENERS.remove(listener);
    }

    /** Shows what a centre has, and installs what is chosen of it. @param wanted code name of the module that is looked for; empty for any */
    static void fromCentre(String wanted) {
        JButton install = new JButton("Install…");
        AtomicReference<CentrePane> made = new AtomicReference<>();
        CentrePane pane = new CentrePane(
                wanted,
                () -> install.setEnabled(
                        made.get() != null && made.get().chosen().isPresent()));
        made.set(pane);
        JButton file = new JButton("From a File…");
        DialogDescriptor dialog = new DialogDescriptor(pane, "Install from Centre");
        dialog.setOptions(
                wanted.isEmpty()
                        ? new Object[] {install, NotifyDescriptor.CANCEL_OPTION}
                        : new Object[] {install, file, NotifyDescriptor.CANCEL_OPTION});
        Object answer = DialogDisplayer.getDefault().notify(dialog);
        if (answer == install) {
            pane.chosen().ifPresent(offer -> module(offer.declaration().id(), pane.centre()));
        } else if (answer == file) {
            chosenFile(pane);
        }
    }

    /** Installs a file that is chosen first. @param over the component that the question stands over */
    static void chosenFile(Component over) {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle("Install Module");
        chooser.setFileFilter(new FileNameExtensionFilter("Modules (*.nbm)", "nbm"));
        if (chooser.showOpenDialog(over) == JFileChooser.APPROVE_OPTION) {
            file(chooser.getSelectedFile().toPath());
        }
    }

    /** Installs a file, after asking. */
    public static void file(Path file) {
        change(modules -> asked(modules.propose(ModuleFile.read(file), ""), modules));
    }

    /** Installs the module that a workflow lacks, after asking; also where it is, if nobody knows. */
    public static void missing(ModuleNote note) {
        if (note.centre().isEmpty()) {
            fromCentre(note.id());
        } else {
            module(note.id(), note.centre());
        }
    }

    /** Installs the best version of a module that a centre has, after asking. */
    static void module(String id, String address) {
        change(modules -> {
            told("Fetching " + id + " …");
            Centre centre = Centre.at(address);
            Path folder = scratch();
            try {
                return asked(modules.propose(centre.fetch(centre.offer(id), folder), centre.address()), modules);
            } finally {
                clear(folder);
            }
        });
    }

    private static Path scratch() throws ModuleException {
        try {
            return Files.createTempDirectory("quarry");
        } catch (IOException e) {
            throw new ModuleException("no temporary folder can be made: " + e + "; make room there", e);
        }
    }

    private static void clear(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asked(Proposal proposal, ModuleFolder modules) throws ModuleException {
        String name = proposal.module().declaration().name();
        if (proposal.installedAlready()) {
            return name + " is installed already";
        } else if (!proposal.refusals().isEmpty()) {
            throw new ModuleException(String.join("\n", proposal.refusals()));
        } else if (!agreed(proposal)) {
            return name + " is not installed";
        }
        Installed installed = modules.install(proposal);
        return installed.declaration().name() + " is installed: "
                + Words.count(installed.nodes().size(), "node");
    }

    private static boolean agreed(Proposal proposal) {
        ProsePane page = new ProsePane();
        page.show(ModulePage.of(proposal));
        // Else it would take the Enter that is meant for the buttons.
        page.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), "none");
        JScrollPane scroll = new JScrollPane(page);
        scroll.setPreferredSize(new Dimension(620, 420));
        String yes = switch (proposal.trust()) {
            case SIGNED -> INSTALL;
            case UNSIGNED -> INSTALL + " although nobody signed it";
            case NO_LONGER_SIGNED -> INSTALL + " although it is signed no more";
            case OTHER_SIGNER -> INSTALL + " although another one signed it";
        };
        // Who presses Enter without reading installs nothing that somebody should think about.
        Object atEnter = proposal.trust() == Proposal.Trust.SIGNED ? yes : NotifyDescriptor.CANCEL_OPTION;
        DialogDescriptor question = new DialogDescriptor(
                scroll,
                "Install " + proposal.module().declaration().title() + "?",
                true,
                new Object[] {yes, NotifyDescriptor.CANCEL_OPTION},
                atEnter,
                DialogDescriptor.DEFAULT_ALIGN,
                null,
                null);
        return yes.equals(DialogDisplayer.getDefault().notify(question));
    }

    /** Makes a change, and has the desktop follow it. */
    static void change(Change change) {
        BACKGROUND.execute(() -> {
            try {
                String told = change.make(Workbench.here().modules().folder());
                told(told);
            } catch (ModuleException | UncheckedIOException e) {
                told("");
                tell(String.valueOf(e.getMessage()));
            } finally {
                Workbench.here().lookForModules();
            }
        });
    }

    private static void told(String sentence) {
        StatusDisplayer.getDefault().setStatusText(sentence);
        EventQueue.invokeLater(() -> LISTENERS.forEach(listener -> listener.accept(sentence)));
    }

    /** Tells a sentence in a dialog. */
    static void tell(String sentence) {
        EventQueue.invokeLater(() -> DialogDisplayer.getDefault()
                .notifyLater(new NotifyDescriptor.Message(sentence, NotifyDescriptor.ERROR_MESSAGE)));
    }
}

package org.quarry.editor.module;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.JScrollPane;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.awt.StatusDisplayer;
import org.quarry.editor.Workbench;
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
    private static final String INSTALL = "Install";

    private Installing() {}

    /** A change of what is installed. */
    interface Change {
        /** Makes it. @return what the status line tells */
        String make(ModuleFolder modules) throws ModuleException;
    }

    /** Installs a file, after asking. */
    public static void file(Path file) {
        change(modules -> asked(modules.propose(ModuleFile.read(file), ""), modules));
    }

    /** Installs the module that a workflow lacks, after asking; also where it is, if nobody knows. */
    public static void missing(ModuleNote note) {
        if (note.centre().isEmpty()) {
            CentreQuestion.ask(note.id()).ifPresent(answer -> module(answer.id(), answer.centre()));
        } else {
            module(note.id(), note.centre());
        }
    }

    /** Installs the best version of a module that a centre has, after asking. */
    static void module(String id, String address) {
        change(modules -> {
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
                + installed.nodes().size() + " nodes";
    }

    private static boolean agreed(Proposal proposal) {
        ProsePane page = new ProsePane();
        page.show(ModulePage.of(proposal));
        JScrollPane scroll = new JScrollPane(page);
        scroll.setPreferredSize(new Dimension(620, 420));
        String yes = switch (proposal.trust()) {
            case SIGNED -> INSTALL;
            case UNSIGNED -> INSTALL + " although nobody signed it";
            case NO_LONGER_SIGNED -> INSTALL + " although it is signed no more";
            case OTHER_SIGNER -> INSTALL + " although another one signed it";
        };
        DialogDescriptor question = new DialogDescriptor(
                scroll, "Install " + proposal.module().declaration().title() + "?");
        question.setOptions(new Object[] {yes, NotifyDescriptor.CANCEL_OPTION});
        question.setValue(NotifyDescriptor.CANCEL_OPTION);
        return yes.equals(DialogDisplayer.getDefault().notify(question));
    }

    /** Makes a change, and has the desktop follow it. */
    static void change(Change change) {
        BACKGROUND.execute(() -> {
            try {
                String told = change.make(Workbench.here().modules().folder());
                StatusDisplayer.getDefault().setStatusText(told);
            } catch (ModuleException | UncheckedIOException e) {
                tell(String.valueOf(e.getMessage()));
            } finally {
                Workbench.here().lookForModules();
            }
        });
    }

    /** Tells a sentence in a dialog. */
    static void tell(String sentence) {
        EventQueue.invokeLater(() -> DialogDisplayer.getDefault()
                .notifyLater(new NotifyDescriptor.Message(sentence, NotifyDescriptor.ERROR_MESSAGE)));
    }
}

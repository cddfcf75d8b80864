package org.quarry.editor.window;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.netbeans.api.sendopts.CommandException;
import org.netbeans.spi.sendopts.Arg;
import org.netbeans.spi.sendopts.ArgsProcessor;
import org.netbeans.spi.sendopts.Description;
import org.netbeans.spi.sendopts.Env;
import org.openide.util.NbBundle.Messages;
import org.openide.windows.WindowManager;

/** {@code --open FILE …}, or files behind other options: opens workflows, in the desktop that runs already if there is one. */
@Messages("OpenOption=opens workflows, or the workflows inside pictures that Quarry made")
public final class OpenOption implements ArgsProcessor {
    /** The files, relative to where the command was given. */
    @Arg(longName = "open", implicit = true)
    @Description(shortDescription = "#OpenOption")
    public String[] files = {};

    @Override
    public void process(Env env) throws CommandException {
        Path folder = env.getCurrentDirectory().toPath();
        List<Path> wanted = Arrays.stream(files).map(folder::resolve).toList();
        WindowManager.getDefault().invokeWhenUIReady(() -> OpenDocuments.here().openInstead(wanted));
    }
}

package org.quarry.extension;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Which modules' files are in use. A process that loads a module shares a lock of its folder until it ends, for a class may
 * be loaded, or a run still use it, long after the module was replaced or removed. Files are deleted by who has the lock
 * alone.
 */
final class InUse {
    /** The file that is locked. No jar: whoever opens and closes one gives its lock back on some systems. */
    static final String FILE = ".in-use";

    /** Of this process; never closed, for that is what keeps them. */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

    private InUse() {}

    /** Something to do with files that nobody uses. */
    interface Work {
        void run() throws IOException;
    }

    /** Holds a module's files until this process ends. @return false if they are gone */
    static synchronized boolean hold(Path folder) throws IOException {
        if (HELD.containsKey(folder)) {
            return Files.exists(folder);
        }
        try {
            FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ);
            HELD.put(folder, channel.lock(0, Long.MAX_VALUE, true));
            // Who deleted it had the lock, and let go only then.
            return Files.exists(folder.resolve(FILE));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Does something unless some process uses these files, and as long as none begins to. @return whether it was done */
    static synchronized boolean unless(Path folder, Work work) throws IOException {
        if (HELD.containsKey(folder)) {
            return false;
        }
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            work.run();
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            work.run();
            return true;
        }
    }
}

package org.quarry.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where Quarry keeps a user's things on this system. */
public final class Folders {
    private final Map<String, String> environment;
    private final String system;
    private final Path home;
    private final Optional<Path> application;

    /**
     * @param system as in {@code os.name}
     * @param application where Quarry is installed, which its launcher says in {@code quarry.home}; empty if it is not
     */
    Folders(Map<String, String> environment, String system, Path home, String application) {
        this.environment = environment;
        this.application = application.isEmpty() ? Optional.empty() : Optional.of(Path.of(application));
        this.system = system.toLowerCase(Locale.ROOT);
        this.home = home;
    }

    /** Those of this user. */
    public static Folders here() {
        return new Folders(
                System.getenv(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getProperty("quarry.home", ""));
    }

    /**
     * Where models are: {@code QUARRY_MODELS}, one or more folders, or else {@code models} in the user's data folder; then
     * those that came with the application.
     */
    public List<Path> models() {
        List<Path> models = new ArrayList<>();
        String named = environment.getOrDefault("QUARRY_MODELS", "");
        if (named.isBlank()) {
            models.add(data().resolve("models"));
        } else {
            Arrays.stream(named.split(File.pathSeparator))
                    .filter(folder -> !folder.isBlank())
                    .map(Path::of)
                    .forEach(models::add);
        }
        application.ifPresent(folder -> models.add(folder.resolve("quarry").resolve("models")));
        return List.copyOf(models);
    }

    /** Where installed modules are: {@code QUARRY_MODULES}, or else {@code modules} in the user's data folder. */
    public Path modules() {
        return base("QUARRY_MODULES", data().resolve("modules"));
    }

    /** What the user would miss if it were gone. */
    public Path data() {
        if (system.startsWith("windows")) {
            return base("LOCALAPPDATA", home.resolve("AppData/Local")).resolve("Quarry");
        } else if (system.startsWith("mac")) {
            return home.resolve("Library/Application Support/Quarry");
        }
        return base("XDG_DATA_HOME", home.resolve(".local/share")).resolve("quarry");
    }

    /** What can be made again. */
    public Path cache() {
        if (system.startsWith("windows")) {
            return base("LOCALAPPDATA", home.resolve("AppData/Local"))
                    .resolve("Quarry")
                    .resolve("cache");
        } else if (system.startsWith("mac")) {
            return home.resolve("Library/Caches/Quarry");
        }
        return base("XDG_CACHE_HOME", home.resolve(".cache")).resolve("quarry");
    }

    private Path base(String variable, Path otherwise) {
        String named = environment.getOrDefault(variable, "");
        return named.isBlank() ? otherwise : Path.of(named);
    }
}

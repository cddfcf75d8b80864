package org.quarry.extension;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one module. It sees the JDK, the packages that the module declares to need, and the module's own
 * jars; neither what else Quarry is made of nor other modules' libraries.
 */
final class ModuleLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Installed module;
    private final ClassLoader quarry;
    private final List<ModuleLoader> others;

    /**
     * @param quarry sees the packages of Quarry
     * @param others the modules that it needs
     */
    ModuleLoader(Installed module, ClassLoader quarry, List<ModuleLoader> others) {
        super(module.id(), jars(module), ClassLoader.getPlatformClassLoader());
        this.module = module;
        this.quarry = quarry;
        this.others = List.copyOf(others);
    }

    private static URL[] jars(Installed module) {
        return module.jars().stream()
                .map(jar -> url(module.folder().resolve(jar)))
                .toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has no URL: " + file, e);
        }
    }

    /** Whether it would be the same if it were made again. */
    boolean loads(Installed other, List<ModuleLoader> needed) {
        return module.folder().equals(other.folder()) && others.equals(needed);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        if (quarrys(packageName)) {
            return quarry.loadClass(name);
        }
        for (ModuleLoader other : others) {
            if (other.module.declaration().opens(packageName)) {
                return other.loadClass(name, resolve);
            }
        }
        return super.loadClass(name, resolve);
    }

    private boolean quarrys(String packageName) {
        return module.declaration().needs().stream()
                .filter(Declaration.Need::own)
                .anyMatch(need -> (packageName + ".").startsWith(need.id() + "."));
    }

    @Override
    public @Nullable URL findResource(String name) {
        return name.startsWith(ModuleJar.LISTS) ? list(name) : super.findResource(name);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        if (name.startsWith(ModuleJar.LISTS)) {
            URL list = list(name);
            return Collections.enumeration(list == null ? List.of() : List.of(list));
        }
        return super.findResources(name);
    }

    /** Of the lists there is a copy beside the jars, which need not be opened for them. */
    private @Nullable URL list(String name) {
        Path folder = module.folder().resolve(Installed.INDEX);
        Path file = folder.resolve(name).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file) ? url(file) : null;
    }
}

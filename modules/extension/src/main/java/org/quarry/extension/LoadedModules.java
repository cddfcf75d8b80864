package org.quarry.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.ApiVersion;
import org.quarry.workflow.NodeSources;

/** The installed modules as they are loaded by this process. A module that stays as it is keeps its classes. */
public final class LoadedModules {
    private final ModuleFolder folder;
    private final ClassLoader quarry;
    private Map<String, ModuleLoader> loaders = new HashMap<>();
    private String state = "";

    /** Modules to be loaded. @param quarry sees the packages of Quarry that modules are written against */
    public LoadedModules(ModuleFolder folder, ClassLoader quarry) {
        this.folder = folder;
        this.quarry = quarry;
    }

    /** The folder that they are in. */
    public ModuleFolder folder() {
        return folder;
    }

    /** What is installed by now. No jar is opened, no signature verified: that was done when they were installed. */
    public synchronized NodeSources sources() {
        NodeSources found = look();
        // What was removed while one looked is not damaged.
        return changed() ? look() : found;
    }

    private NodeSources look() {
        state = folder.state();
        try {
            Loading loading = new Loading(folder.register());
            loading.all();
            loaders = loading.made;
            return loading.sources();
        } catch (ModuleException e) {
            loaders = new HashMap<>();
            return new NodeSources(List.of(), Map.of(), List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Whether something was installed, removed or changed since {@link #sources} looked, by whatever process. */
    public synchronized boolean changed() {
        return !state.equals(folder.state());
    }

    /** One look at what is installed. */
    private final class Loading {
        private final Register register;
        private final Map<String, ModuleLoader> made = new LinkedHashMap<>();
        private final Map<String, String> reasons = new LinkedHashMap<>();

        Loading(Register register) {
            this.register = register;
        }

        void all() {
            register.modules().forEach(this::load);
        }

        NodeSources sources() {
            Map<String, String> centres = new HashMap<>();
            List<NodeSources.Absent> absent = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (Installed module : register.modules()) {
                centres.put(module.id(), module.centre());
                String reason = reasons.getOrDefault(module.id(), "");
                if (!reason.isEmpty()) {
                    absent.add(new NodeSources.Absent(module.brings(), reason));
                    if (module.enabled()) {
                        problems.add(reason + "; its nodes are missing");
                    }
                }
            }
            untidied().ifPresent(problems::add);
            return new NodeSources(List.copyOf(made.values()), centres, absent, register.removed(), problems);
        }

        private Optional<String> untidied() {
            try {
                folder.tidy();
                return Optional.empty();
            } catch (ModuleException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        /** Loads a module and what it needs; one that needs itself that way is refused. */
        private Optional<ModuleLoader> load(Installed module) {
            if (!made.containsKey(module.id()) && !reasons.containsKey(module.id())) {
                reasons.put(
                        module.id(), module.declaration().name() + " needs itself by way of others; tell its authors");
                List<ModuleLoader> needed = new ArrayList<>();
                Optional<String> reason = refusal(module, needed);
                if (reason.isPresent()) {
                    reasons.put(module.id(), reason.get());
                } else {
                    reasons.remove(module.id());
                    made.put(module.id(), loader(module, needed));
                }
            }
            return Optional.ofNullable(made.get(module.id()));
        }

        private ModuleLoader loader(Installed module, List<ModuleLoader> needed) {
            ModuleLoader before = loaders.get(module.id());
            return before != null && before.loads(module, needed) ? before : new ModuleLoader(module, quarry, needed);
        }

        private Optional<String> damage(Installed module) {
            String name = module.declaration().name();
            try {
                if (!InUse.hold(module.folder())) {
                    return Optional.of(
                            name + " is damaged: " + module.folder() + " is gone, or not whole; install it" + " again");
                }
            } catch (IOException e) {
                return Optional.of(name + ": " + module.folder() + " cannot be locked: " + e
                        + "; check its permissions, or set QUARRY_MODULES to a folder of this machine");
            }
            return module.jars().stream()
                    .map(module.folder()::resolve)
                    .filter(file -> !Files.isRegularFile(file))
                    .map(file -> name + " is damaged: " + file + " is missing; install it again")
                    .findFirst();
        }

        private Optional<String> refusal(Installed module, List<ModuleLoader> needed) {
            String name = module.declaration().name();
            if (!module.enabled()) {
                return Optional.of(name + " is disabled; enable it with 'quarry modules enable " + module.id() + "'");
            }
            Optional<String> api =
                    ApiVersion.CURRENT.refusal(name, module.declaration().api());
            if (api.isPresent()) {
                return api;
            }
            Optional<String> damage = damage(module);
            if (damage.isPresent()) {
                return damage;
            }
            for (Declaration.Need need : module.declaration().needs()) {
                Optional<ModuleLoader> other =
                        need.own() ? Optional.empty() : register.find(need.id()).flatMap(this::load);
                if (!need.own() && other.isEmpty()) {
                    return Optional.of(name + " uses " + need.id() + ", which is "
                            + (register.find(need.id()).isPresent() ? "not in use" : "not installed")
                            + "; install or enable that");
                }
                other.ifPresent(needed::add);
            }
            return Optional.empty();
        }
    }
}

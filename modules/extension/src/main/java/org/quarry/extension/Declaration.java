package org.quarry.extension;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.ApiVersion;

/**
 * What a module says of itself, in the manifest of its jar and in its list of nodes.
 *
 * @param id code name: {@code com.acme.nodes}
 * @param version numbers with dots between
 * @param title for people
 * @param doc one sentence for people; may be empty
 * @param author for people; empty if it does not say
 * @param centre address of its author's update centre; empty if it does not say
 * @param api version of the node API that it was compiled against
 * @param needs modules whose packages it uses: Quarry's own, and others that must be installed
 * @param exports packages that other modules may use; one that ends with {@code .**} stands for all below it, too
 */
public record Declaration(
        String id,
        String version,
        String title,
        String doc,
        String author,
        String centre,
        ApiVersion api,
        List<Need> needs,
        List<String> exports) {
    /** The modules of Quarry that nodes may be written against. */
    static final Set<String> OPEN = Set.of("org.quarry.node", "org.quarry.tensor", "org.quarry.diffusion");

    private static final Pattern ID = Pattern.compile("[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){0,5}");
    /** As in {@code org.quarry.node/1 > 0.1.0}. */
    private static final Pattern NEED = Pattern.compile("([^\\s/>=]+)(?:/\\S+)?(?:\\s*(?:>|=)\\s*(\\S+))?");

    private static final int LONGEST_TEXT = 500;

    /** Copies the lists. */
    public Declaration {
        needs = List.copyOf(needs);
        exports = List.copyOf(exports);
    }

    /** Another module that a module uses. @param least the version that it must have at least; empty for any */
    public record Need(String id, String least) {
        /** Whether it is a module of Quarry. */
        boolean own() {
            return OPEN.contains(id);
        }
    }

    /**
     * Reads it.
     *
     * @param api as its list of nodes says
     * @throws ModuleException if a part of it is missing or is not of the form wanted
     */
    static Declaration of(Attributes manifest, ApiVersion api) throws ModuleException {
        String id = text(manifest, "OpenIDE-Module").replaceFirst("/[0-9]+$", "");
        if (!ID.matcher(id).matches()) {
            throw new ModuleException("its manifest names it '" + id + "', wanted a name like com.acme.nodes in"
                    + " OpenIDE-Module; tell its authors");
        }
        String version = text(manifest, "OpenIDE-Module-Specification-Version");
        if (!VERSION.matcher(version).matches()) {
            throw new ModuleException(
                    "its manifest gives it the version '" + version + "', wanted numbers with dots as in"
                            + " 1.2 in OpenIDE-Module-Specification-Version; tell its authors");
        }
        String title = text(manifest, "OpenIDE-Module-Name");
        return new Declaration(
                id,
                version,
                title.isEmpty() ? id : title,
                text(manifest, "OpenIDE-Module-Short-Description"),
                text(manifest, "Quarry-Author"),
                text(manifest, "Quarry-Centre"),
                api,
                needs(text(manifest, "OpenIDE-Module-Module-Dependencies")),
                opened(text(manifest, "OpenIDE-Module-Public-Packages")));
    }

    private static String text(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        return value == null ? "" : shown(value);
    }

    /** A text from elsewhere as it may be shown: on one line, without what steers a terminal. */
    static String shown(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT) + "…" : plain;
    }

    private static List<Need> needs(String written) throws ModuleException {
        List<Need> needs = new ArrayList<>();
        for (String part : parts(written)) {
            Matcher matcher = NEED.matcher(part);
            if (!matcher.matches()) {
                throw new ModuleException("its manifest needs '" + part + "', wanted a module and a version as in"
                        + " 'org.quarry.node > 0.1'; tell its authors");
            }
            needs.add(need(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return needs;
    }

    private static Need need(String id, String least) throws ModuleException {
        boolean ours = id.startsWith("org.quarry.") && !OPEN.contains(id);
        if (ours || id.startsWith("org.netbeans.") || id.startsWith("org.openide.")) {
            throw new ModuleException(
                    "it uses " + id + ", which is not open to modules of nodes; they are written against "
                            + String.join(", ", OPEN.stream().sorted().toList()) + "; tell its authors");
        }
        // The API has a version of its own, which its list of nodes names.
        return new Need(id, OPEN.contains(id) || !VERSION.matcher(least).matches() ? "" : least);
    }

    private static List<String> opened(String written) {
        return parts(written).stream()
                .filter(name -> !name.equals("-"))
                .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
                .toList();
    }

    private static List<String> parts(String written) {
        return Arrays.stream(written.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Its code name and version, as a sentence names it. */
    public String name() {
        return id + " " + version;
    }

    /** Whether it is of a later version than another one. */
    public boolean laterThan(String other) {
        return compare(version, other) > 0;
    }

    /** Compares versions by their numbers, so that 1.10 is later than 1.9. */
    static int compare(String one, String other) {
        return ModuleDescriptor.Version.parse(one).compareTo(ModuleDescriptor.Version.parse(other));
    }

    /** Whether it lets others use a package. */
    boolean opens(String packageName) {
        return exports.stream()
                .anyMatch(name -> name.endsWith(".**")
                        ? (packageName + ".").startsWith(name.substring(0, name.length() - 2))
                        : name.equals(packageName));
    }

    Json.Members json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("id", Json.of(id));
        members.put("version", Json.of(version));
        members.put("title", Json.of(title));
        put(members, "doc", doc);
        put(members, "author", author);
        put(members, "centre", centre);
        members.put("api", Json.of(api.toString()));
        members.put(
                "needs",
                Json.ofTexts(needs.stream()
                        .map(need -> need.least().isEmpty() ? need.id() : need.id() + " > " + need.least())
                        .toList()));
        if (!exports.isEmpty()) {
            members.put("exports", Json.ofTexts(exports));
        }
        return new Json.Members(members);
    }

    private static void put(Map<String, Json> members, String name, String text) {
        if (!text.isEmpty()) {
            members.put(name, Json.of(text));
        }
    }

    static Declaration read(Fields fields) throws JsonException {
        Attributes manifest = new Attributes();
        manifest.putValue("OpenIDE-Module", fields.text("id"));
        manifest.putValue("OpenIDE-Module-Specification-Version", fields.text("version"));
        manifest.putValue("OpenIDE-Module-Name", fields.text("title", ""));
        manifest.putValue("OpenIDE-Module-Short-Description", fields.text("doc", ""));
        manifest.putValue("Quarry-Author", fields.text("author", ""));
        manifest.putValue("Quarry-Centre", fields.text("centre", ""));
        manifest.putValue("OpenIDE-Module-Module-Dependencies", String.join(", ", fields.texts("needs")));
        manifest.putValue("OpenIDE-Module-Public-Packages", String.join(", ", fields.texts("exports")));
        try {
            return of(manifest, ApiVersion.parse(fields.text("api")));
        } catch (ModuleException | IllegalArgumentException e) {
            throw new JsonException(fields.place() + ": " + e.getMessage(), e);
        }
    }
}

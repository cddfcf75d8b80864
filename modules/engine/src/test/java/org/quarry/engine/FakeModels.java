package org.quarry.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Tensor;

/** Models whose networks return what they are given. A model is a folder with one file. */
final class FakeModels implements Models {
    private final Path folder;
    /** Fingerprints wait for it. */
    volatile CountDownLatch hashing = new CountDownLatch(0);
    /** What a network does before it answers. */
    volatile Computing computing = cancellation -> {};

    interface Computing {
        void run(Network.Cancellation cancellation) throws InterruptedException;
    }

    FakeModels(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<ModelDescription> list() {
        return List.of();
    }

    @Override
    public Optional<ModelDescription> describe(String name) {
        Path place = folder.resolve(name);
        return Files.isDirectory(place)
                ? Optional.of(
                        new ModelDescription(name, "fake", place, List.of("unet"), List.of(), "float32", 0, Map.of()))
                : Optional.empty();
    }

    @Override
    public Model open(String name) {
        ModelDescription description =
                describe(name).orElseThrow(() -> new ModelException("there is no model '" + name + "'; install it"));
        return new FakeModel(description);
    }

    private final class FakeModel implements Model {
        private final ModelDescription description;

        FakeModel(ModelDescription description) {
            this.description = description;
        }

        @Override
        public ModelDescription description() {
            return description;
        }

        @Override
        public String fingerprint() {
            try {
                hashing.await();
                return "sha256:" + Files.readString(description.folder().resolve("weights"));
            } catch (IOException | InterruptedException e) {
                throw new ModelException("cannot hash", e);
            }
        }

        @Override
        public Network network(String component) {
            return new Echo();
        }

        @Override
        public Map<String, Object> config(String component) {
            return Map.of();
        }

        @Override
        public String text(String file) {
            return "";
        }

        @Override
        public Map<String, Object> json(String file) {
            return Map.of();
        }
    }

    private final class Echo implements Network {
        @Override
        public String name() {
            return "fake/unet";
        }

        @Override
        public List<NetworkPort> inputs() {
            return List.of();
        }

        @Override
        public List<NetworkPort> outputs() {
            return List.of();
        }

        @Override
        public Map<String, Tensor> execute(
                Map<String, Tensor> inputs, List<String> outputs, Cancellation cancellation) {
            try {
                computing.run(cancellation);
                return Map.of("out", inputs.get("sample"));
            } catch (InterruptedException e) {
                throw new ModelException("interrupted", e);
            }
        }
    }

    @Override
    public Provider provider() {
        return new Provider("fake", true, "it is a test");
    }

    @Override
    public List<Provider> providers() {
        return List.of(provider());
    }

    @Override
    public void close() {}
}

package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.node.model.Models.Provider;

/** With the native libraries that ship, which compute on the CPU only. */
class DevicesTest {
    private static Models open(String device) {
        return ModelsOnDisk.openHere(new Models.Options(List.of(), ModelsOnDisk.CACHE, device, 0, ModelsOnDisk.PLENTY));
    }

    @Test
    void every_device_says_whether_it_works_and_if_not_what_to_do() {
        try (Models models = open("auto")) {
            List<Provider> providers = models.providers();

            assertThat(providers)
                    .extracting(Provider::name)
                    .containsExactly("cpu", "cuda", "tensorrt", "directml", "coreml");
            assertThat(providers.get(0).usable()).isTrue();
            assertThat(providers.subList(1, 5))
                    .filteredOn(provider -> !provider.usable())
                    .isNotEmpty()
                    .allSatisfy(provider ->
                            assertThat(provider.reason()).contains("it needs").contains(Natives.VARIABLE));
        }
    }

    @Test
    void auto_takes_the_cpu_where_cuda_does_not_work_and_says_why() {
        try (Models models = open("auto")) {
            Provider chosen = models.provider();

            assertThat(chosen.name()).isEqualTo("cpu");
            assertThat(chosen.usable()).isTrue();
            assertThat(chosen.reason()).startsWith("CUDA is not used: ").contains("CUDA 12");
        }
    }

    @Test
    void a_device_that_was_asked_for_and_is_not_there_is_an_error_with_what_to_do() {
        try (Models models = open("cuda")) {
            assertThatThrownBy(models::provider)
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("the device 'cuda' was asked for and cannot be used: ")
                    .hasMessageContaining("the native libraries of the CUDA build of ONNX Runtime")
                    .hasMessageEndingWith("or ask for auto or cpu");
        }
    }

    @Test
    void a_device_of_no_such_name_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> open("gpu"))
                .isInstanceOf(ModelException.class)
                .hasMessage("there is no device 'gpu'; choose one of auto, cpu, cuda, tensorrt, directml, coreml");
    }

    @Test
    void the_smallest_network_is_the_one_that_its_comment_says() {
        byte[] network = new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 1)
                .node("Identity", "y", "x")
                .output("y", OnnxWriter.FLOAT, 1)
                .toBytes();

        assertThat(Devices.smallestNetwork()).isEqualTo(network);
    }

    @Test
    void messages_of_the_runtime_lose_their_codes_and_places() {
        assertThat(Failures.sentence(new OrtException("Error code - ORT_FAIL - message: Load model from x failed")))
                .isEqualTo("Load model from x failed");
        assertThat(Failures.sentence(new OrtException(
                        "Error code - ORT_FAIL - message: /onnxruntime_src/core/provider_bridge.cc:1209 void load() "
                                + "[ONNXRuntimeError] : 1 : FAIL : Failed to load\n  shared library")))
                .isEqualTo("Failed to load shared library");
        assertThat(Map.of("with no message", Failures.message(new IllegalStateException())))
                .containsValue("java.lang.IllegalStateException");
    }
}

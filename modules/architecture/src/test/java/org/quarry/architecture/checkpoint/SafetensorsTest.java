package org.quarry.architecture.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final String GOOD =
            "{'__metadata__':{'format':'pt'},'a':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]},"
                    + "'b':{'dtype':'F16','shape':[],'data_offsets':[24,26]}}";

    @TempDir
    private Path folder;

    private Path file(String header, int bytes) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        return Files.write(folder.resolve("x.safetensors"), file.array());
    }

    @Test
    void tensorsAreWhereTheHeaderSaysAlsoAtOddPlaces() throws IOException {
        Path path = file(GOOD, 26);
        Safetensors read = Safetensors.read(path);
        long begin = Files.size(path) - 26;
        Path real = path.toRealPath();
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(read.tensors().values())
                .containsExactly(
                        new StoredTensor("a", real, ElementType.F32, List.of(2L, 3L), begin),
                        new StoredTensor("b", real, ElementType.F16, List.of(), begin + 24));
    }

    @Test
    void rowsOfATensorAreATensor() throws IOException {
        StoredTensor a = Safetensors.read(file(GOOD, 26)).tensors().get("a");
        assertThat(a.part(1, 2))
                .isEqualTo(new StoredTensor("a", a.file(), ElementType.F32, List.of(1L, 3L), a.offset() + 12));
        assertThat(a.shaped(List.of(6L)).bytes()).isEqualTo(24);
        assertThatThrownBy(() -> a.part(0, 4))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("'a' has the shape 2 x 3, its rows were to be 4 equal parts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}                | 4  | `'a' takes the bytes 0 to 4, and its shape [2] of F32 needs 8`
        {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                | 4  | `'a' ends at byte 70, and the file has 66`
        {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}                | 9  | `its tensors end at byte 66, and the file has 71`
        {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[4],'data_offsets':[2,6]}} | 6 | `'b' begins at byte 115, and what is before it ends at 117`
        {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[4],'data_offsets':[8,12]}} | 12 | `'b' begins at byte 122, and what is before it ends at 118`
        {'a':{'dtype':'U8','shape':[-4],'data_offsets':[0,4]}}                | 4  | `'shape' of 'a' holds what is not a whole number from 0 to 2^53`
        {'a':{'dtype':'U8','shape':[1e400000000],'data_offsets':[0,4]}}       | 4  | `'shape' of 'a' holds what is not a whole number from 0 to 2^53`
        {'a':{'dtype':'U8','shape':[4000000000,4000000000],'data_offsets':[0,4]}} | 4 | `'a' has the shape [4000000000, 4000000000], more than any file holds`
        {'a':{'dtype':'U8','shape':[4],'data_offsets':[0]}}                   | 4  | `'a' has 1 'data_offsets', two were wanted`
        {'a':{'dtype':'U8','data_offsets':[0,4]}}                             | 4  | `'a' has no list 'shape'`
        {'a':{'shape':[4],'data_offsets':[0,4]}}                              | 4  | `'a' has no 'dtype'`
        {'a':[1]}                                                             | 4  | `'a' holds an array, an object was wanted`
        [1]                                                                   | 4  | `its header holds an array, an object was wanted`
        {'a':                                                                 | 4  | `its header is`
        """)
    void aBrokenFileIsNamedWithWhatIsWrong(String header, int bytes, String sentence) throws IOException {
        Path path = file(header, bytes);
        assertThatThrownBy(() -> Safetensors.read(path))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(path.toRealPath() + " is not a whole .safetensors file: " + sentence)
                .hasMessageEndingWith("; copy or download it again");
    }

    @Test
    void anUnknownTypeSaysWhatToDo() throws IOException {
        Path path = file("{'a':{'dtype':'F4','shape':[2],'data_offsets':[0,1]}}", 1);
        assertThatThrownBy(() -> Safetensors.read(path))
                .hasMessageEndingWith(
                        "'a' has the type F4, which is not known; save the checkpoint in F32, F16 or BF16");
    }

    @Test
    void aFileThatIsNoCheckpointIsRefusedByItsFirstBytes() throws IOException {
        Path page = Files.writeString(folder.resolve("page.safetensors"), "<!DOCTYPE html><html>not found</html>");
        assertThatThrownBy(() -> Safetensors.read(page))
                .hasMessageContaining("its first 8 bytes say that its header has");
        Path empty = Files.writeString(folder.resolve("empty.safetensors"), "");
        assertThatThrownBy(() -> Safetensors.read(empty)).hasMessageContaining("it has 0 bytes");
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
                .hasMessageEndingWith("none.safetensors is missing; copy or download it again");
    }
}

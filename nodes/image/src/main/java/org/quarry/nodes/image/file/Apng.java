package org.quarry.nodes.image.file;

import java.nio.ByteBuffer;
import java.util.Map;
import org.quarry.node.Call;

/**
 * Writes animated PNG (W3C PNG, 3rd edition, 11.3.4): all colours, and a still first picture for programs that do not know
 * that it moves.
 */
final class Apng {
    private static final int CONTROL = 26;
    private static final short PER_SECOND = 1000;

    private Apng() {}

    static byte[] of(Animation animation, Map<String, String> texts, Call call) {
        int count = animation.pictures().size();
        Png.Chunks chunks = new Png.Chunks(animation.pictures().get(0), texts);
        chunks.add(
                "acTL",
                ByteBuffer.allocate(8).putInt(count).putInt(animation.repeats()).array());
        int sequence = 0;
        for (int i = 0; i < count; i++) {
            call.progress(i, count);
            chunks.add("fcTL", control(animation, i, sequence++));
            byte[] pixels = Png.compressed(animation.pictures().get(i));
            if (i == 0) {
                chunks.add("IDAT", pixels);
            } else {
                ByteBuffer numbered = ByteBuffer.allocate(Integer.BYTES + pixels.length);
                chunks.add("fdAT", numbered.putInt(sequence++).put(pixels).array());
            }
        }
        return chunks.end();
    }

    private static byte[] control(Animation animation, int index, int sequence) {
        ByteBuffer control = ByteBuffer.allocate(CONTROL);
        control.putInt(sequence);
        control.putInt(animation.pictures().get(index).width());
        control.putInt(animation.pictures().get(index).height());
        // At the top left; after it the next picture covers all of it.
        control.putInt(0).putInt(0);
        control.putShort((short) animation.milliseconds(index)).putShort(PER_SECOND);
        return control.array();
    }
}

package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FixFramesTest {
    private static final String ONE = RawMessage.of("35=0\00134=1\001");
    private static final String TWO = RawMessage.of("35=1\00134=2\001112=x\001");

    private static List<String> read(FixFrames frames, String bytes) throws FixFrames.TooLarge {
        byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        frames.add(raw, raw.length);
        List<String> messages = new ArrayList<>();
        for (String message = frames.next(); message != null; message = frames.next()) {
            messages.add(message);
        }
        return messages;
    }

    @Test
    void messagesInOneReadComeOneByOne() throws FixFrames.TooLarge {
        assertThat(read(new FixFrames(1000), ONE + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void zeroPaddedBodyLengthIsAccepted() throws FixFrames.TooLarge {
        String padded = "8=FIX.4.4\0019=0000005\00135=0\00110=195\001";
        assertThat(read(new FixFrames(1000), padded)).containsExactly(padded);
    }

    @Test
    void garbageBetweenMessagesIsSkippedAndCounted() throws FixFrames.TooLarge {
        FixFrames frames = new FixFrames(1000);
        assertThat(read(frames, "abc8=FI" + ONE + "8=FIX\0019=x\001" + TWO)).containsExactly(ONE, TWO);
        assertThat(frames.garbled()).isPositive();
    }

    @Test
    void wrongCheckSumIsSkipped() throws FixFrames.TooLarge {
        FixFrames frames = new FixFrames(1000);
        String wrong = ONE.substring(0, ONE.length() - 4) + "999\001";
        assertThat(read(frames, wrong + TWO)).containsExactly(TWO);
        assertThat(frames.garbled()).isEqualTo(1);
    }

    @Test
    void wrongBodyLengthIsSkipped() throws FixFrames.TooLarge {
        FixFrames frames = new FixFrames(1000);
        assertThat(read(frames, ONE.replace("\0019=10\001", "\0019=9\001") + TWO))
                .containsExactly(TWO);
        assertThat(frames.garbled()).isPositive();
    }

    @Test
    void largerThanTheLimitIsToldBeforeItHasCome() {
        assertThatThrownBy(() -> read(new FixFrames(100), "8=FIX.4.4\0019=101\00135"))
                .isInstanceOf(FixFrames.TooLarge.class)
                .hasMessage("BodyLength(9): 101 (expected: <= 100)");
    }

    @Property(tries = 200)
    void anyCutOfTheStreamGivesTheSameMessages(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int largest)
            throws FixFrames.TooLarge {
        String stream = ONE + TWO + "junk" + TWO + ONE;
        Random random = new Random(seed);
        FixFrames frames = new FixFrames(1000);
        List<String> messages = new ArrayList<>();
        for (int at = 0; at < stream.length(); ) {
            int to = Math.min(stream.length(), at + 1 + random.nextInt(largest));
            messages.addAll(read(frames, stream.substring(at, to)));
            at = to;
        }
        assertThat(messages).containsExactly(ONE, TWO, TWO, ONE);
    }

    @Property(tries = 200)
    void randomBytesNeverBreakIt(@ForAll byte[] bytes) {
        FixFrames frames = new FixFrames(4096);
        try {
            read(frames, "8=FIX.4.4\0019=" + new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (FixFrames.TooLarge e) {
            assertThat(e).hasMessageContaining("expected: <= 4096");
        }
    }
}

package io.atlas.wire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd" with salt "salt", 1 iteration, the first 32 bytes. */
    private static final String RFC_VECTOR = "pbkdf2$1$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=";

    @Test
    void theRightPasswordIsAcceptedAndAnyOtherRefused() {
        PasswordHash hash = PasswordHash.hash("atlas-demo".toCharArray());
        assertThat(hash.verify("atlas-demo".toCharArray())).isTrue();
        assertThat(hash.verify("atlas-demO".toCharArray())).isFalse();
        assertThat(hash.verify(new char[0])).isFalse();
    }

    @Test
    void theTextCarriesAllThatIsNeededToCheckAPassword() {
        PasswordHash hash = PasswordHash.hash("geheim€".toCharArray());
        assertThat(PasswordHash.of(hash.text())).isEqualTo(hash);
        assertThat(PasswordHash.of(hash.text()).verify("geheim€".toCharArray())).isTrue();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(PasswordHash.hash("a".toCharArray())).isNotEqualTo(PasswordHash.hash("a".toCharArray()));
    }

    @Test
    void theHashIsTheStandardOne() {
        assertThat(PasswordHash.of(RFC_VECTOR).verify("passwd".toCharArray())).isTrue();
    }

    @Test
    void itIsMaskedInMessages() {
        assertThat(PasswordHash.of(RFC_VECTOR)).hasToString("pbkdf2$1$***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "atlas-demo",
                "pbkdf2$1$c2FsdA==",
                "pbkdf2$0$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=",
                "pbkdf2$9999999$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=",
                "pbkdf2$1$$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=",
                "pbkdf2$1$c2FsdA==$VawEbjA+",
                "pbkdf2$1$c2FsdA==$***",
                "md5$1$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw="
            })
    void whatIsNoHashIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.of(text));
    }
}

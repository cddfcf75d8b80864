package org.quarry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which modules run with which version of the API. */
class ApiVersionTest {
    private static final ApiVersion HERE = ApiVersion.parse("2.3");

    @ParameterizedTest
    @CsvSource({"2.0,true", "2.3,true", "2.4,false", "1.9,false", "3.0,false"})
    void a_module_runs_with_its_own_major_version_from_its_own_minor_version_on(String needed, boolean runs) {
        assertThat(HERE.accepts(ApiVersion.parse(needed))).isEqualTo(runs);
        assertThat(HERE.refusal("com.acme 1.0", ApiVersion.parse(needed)).isEmpty())
                .isEqualTo(runs);
    }

    @Test
    void a_module_that_needs_a_newer_version_says_so() {
        assertThat(HERE.refusal("com.acme 1.0", ApiVersion.parse("2.10")))
                .hasValue("com.acme 1.0 was made for version 2.10 of the node API, this Quarry has 2.3; update Quarry,"
                        + " or install an older version of the module");
    }

    @Test
    void a_module_that_is_too_old_asks_to_be_updated_itself() {
        assertThat(HERE.refusal("com.acme 1.0", ApiVersion.parse("1.7")))
                .hasValue("com.acme 1.0 was made for version 1.7 of the node API, this Quarry has 2.3; install a newer "
                        + "version of the module");
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(ApiVersion.parse(ApiVersion.CURRENT.toString())).isEqualTo(ApiVersion.CURRENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1.0.0", "-1.0", "1.x", "99999.0"})
    void other_texts_are_no_version(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiVersion.parse(text))
                .withMessage("found version '" + text + "' of the node API; wanted two numbers, as in 1.0");
    }
}

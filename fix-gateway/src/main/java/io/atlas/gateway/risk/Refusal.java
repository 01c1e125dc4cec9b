package io.atlas.gateway.risk;

import io.atlas.domain.Reason;

/** Why not: the reason word and a text that names the tag, the value and what was expected. */
public record Refusal(Reason reason, String text) {}

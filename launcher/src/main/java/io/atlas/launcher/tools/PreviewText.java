package io.atlas.launcher.tools;

import com.fasterxml.jackson.databind.JsonNode;

/** A record of {@code risk.previews} in words: what the trader saw when pressing Submit. Pure. */
final class PreviewText {
    private PreviewText() {}

    static String of(JsonNode record) {
        StringBuilder text = new StringBuilder(record.path("user").asText())
                .append(" saw: needs ")
                .append(record.at("/preview/required/amount").asText())
                .append(' ')
                .append(record.at("/preview/required/asset").asText());
        for (JsonNode row : record.at("/preview/rows")) {
            text.append("; ")
                    .append(row.path("name").asText())
                    .append(' ')
                    .append(row.path("unit").asText())
                    .append(' ')
                    .append(row.path("now").asText())
                    .append(" -> ")
                    .append(row.path("submit").asText())
                    .append(" -> ")
                    .append(row.path("fill").asText());
        }
        for (JsonNode warning : record.at("/preview/warnings")) {
            text.append("; ")
                    .append(warning.path("severity").asText())
                    .append(": ")
                    .append(warning.path("title").asText());
        }
        return text.toString();
    }
}

package io.atlas.domain;

/** The body of a record in {@code exec.reports}, the venue's journal. */
public sealed interface VenueRecord permits EpochStart, VenueReport {}

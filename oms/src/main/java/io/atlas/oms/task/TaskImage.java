package io.atlas.oms.task;

import io.atlas.oms.forward.ForwarderImage;
import io.atlas.oms.order.DeskImage;

/** All a partition's task knew at one moment. Immutable. */
record TaskImage(DeskImage desk, ForwarderImage forwarder) {}

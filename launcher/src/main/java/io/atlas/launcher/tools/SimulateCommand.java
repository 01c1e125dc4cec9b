package io.atlas.launcher.tools;

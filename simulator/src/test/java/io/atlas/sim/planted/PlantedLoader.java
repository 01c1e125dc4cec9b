package io.atlas.sim.planted;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;

/** Loads all of ATLAS anew, one class of it with a bug. */
final class PlantedLoader extends ClassLoader {
    private final PlantedBug bug;

    PlantedLoader(PlantedBug bug) {
        super(PlantedLoader.class.getClassLoader());
        this.bug = bug;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.atlas.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = name.equals(bug.className()) ? changed() : asBuilt(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] asBuilt(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] changed() {
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(getParent());
        TypePool types = TypePool.Default.of(classes);
        DynamicType.Builder<?> builder =
                new ByteBuddy().redefine(types.describe(bug.className()).resolve(), classes);
        byte[] before = builder.make().getBytes();
        for (AsmVisitorWrapper change : bug.changes()) {
            builder = builder.visit(change);
            byte[] after = builder.make().getBytes();
            // A method that has got another name would leave the bug out, and nothing could be found.
            if (Arrays.equals(before, after)) {
                throw new IllegalStateException(bug + ": nothing changes in " + bug.className());
            }
            before = after;
        }
        return before;
    }
}

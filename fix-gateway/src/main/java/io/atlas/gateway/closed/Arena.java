package io.atlas.gateway.closed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that are only added to. An entry lies within one page, so its address is an int for up to 2 GB; growing takes a new
 * page and copies nothing.
 */
final class Arena {
    static final int PAGE_BYTES = 1 << 17;

    private static final int PAGE_BITS = 17;
    private static final int MAX_PAGES = 1 << (31 - PAGE_BITS);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private final List<byte[]> pages = new ArrayList<>();
    private int used = PAGE_BYTES;

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }

    /** Room for that many bytes in a row, all 0; returns their address. */
    int allocate(int bytes) {
        if (used + bytes > PAGE_BYTES) {
            if (pages.size() == MAX_PAGES) {
                throw new IllegalStateException("closed orders of one day: 2 GB (expected: less)");
            }
            pages.add(new byte[PAGE_BYTES]);
            used = 0;
        }
        int address = (pages.size() - 1 << PAGE_BITS) + used;
        used += bytes;
        return address;
    }

    /** Takes over what an earlier arena held, piece after piece; a piece from 0 on begins a page. */
    void restore(int from, byte[] piece) {
        if (from == 0) {
            pages.add(new byte[PAGE_BYTES]);
        }
        System.arraycopy(piece, 0, pages.get(pages.size() - 1), from, piece.length);
        used = from + piece.length;
    }

    void putLong(int address, long value) {
        LONG.set(page(address), at(address), value);
    }

    void putInt(int address, int value) {
        INT.set(page(address), at(address), value);
    }

    void putShort(int address, int value) {
        SHORT.set(page(address), at(address), (short) value);
    }

    void putByte(int address, int value) {
        page(address)[at(address)] = (byte) value;
    }

    void putBytes(int address, byte[] value) {
        System.arraycopy(value, 0, page(address), at(address), value.length);
    }

    long getLong(int address) {
        return (long) LONG.get(page(address), at(address));
    }

    int getInt(int address) {
        return (int) INT.get(page(address), at(address));
    }

    int getShort(int address) {
        return Short.toUnsignedInt((short) SHORT.get(page(address), at(address)));
    }

    int getByte(int address) {
        return Byte.toUnsignedInt(page(address)[at(address)]);
    }

    byte[] bytes(int address, int length) {
        int at = at(address);
        return Arrays.copyOfRange(page(address), at, at + length);
    }

    boolean isAt(int address, byte[] value) {
        byte[] page = page(address);
        int at = at(address);
        for (int i = 0; i < value.length; i++) {
            if (page[at + i] != value[i]) {
                return false;
            }
        }
        return true;
    }

    private byte[] page(int address) {
        return pages.get(address >>> PAGE_BITS);
    }

    private static int at(int address) {
        return address & PAGE_BYTES - 1;
    }

    int pages() {
        return pages.size();
    }

    /** How many bytes of that page are in use. */
    int used(int page) {
        return page == pages.size() - 1 ? used : PAGE_BYTES;
    }

    /** The page itself: what is in use of it never changes. */
    byte[] content(int page) {
        return pages.get(page);
    }

    /** The address of a page's first byte. */
    static int firstOf(int page) {
        return page << PAGE_BITS;
    }

    /** Memory it takes. */
    long bytes() {
        return (long) pages.size() * PAGE_BYTES;
    }
}

package dev.scholium.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Figures at one step of a training, as TensorBoard's {@code Event} message with a {@code Summary} of simple values.
 *
 * @param when wall-clock time
 * @param step optimiser steps done
 * @param figures values by tag, such as {@code train/loss}
 * @see <a href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto">event.proto
 *     and summary.proto of TensorBoard</a>
 */
record ScalarEvent(Instant when, long step, Map<String, Double> figures) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;

    /** The message that every file begins with. */
    static byte[] fileVersion(Instant when) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        wallTime(event, when);
        bytes(event, EVENT_FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }

    /** {@return the message; values are single precision in it, as the format has them} */
    byte[] encoded() {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        figures.forEach((tag, figure) -> {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            bytes(value, VALUE_TAG, tag.getBytes(StandardCharsets.UTF_8));
            key(value, VALUE_SIMPLE, FIXED32);
            value.writeBytes(little(Float.BYTES).putFloat(figure.floatValue()).array());
            bytes(summary, SUMMARY_VALUE, value.toByteArray());
        });
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        wallTime(event, when);
        key(event, EVENT_STEP, VARINT);
        varint(event, step);
        bytes(event, EVENT_SUMMARY, summary.toByteArray());
        return event.toByteArray();
    }

    private static void wallTime(ByteArrayOutputStream event, Instant when) {
        key(event, EVENT_WALL_TIME, FIXED64);
        event.writeBytes(
                little(Double.BYTES).putDouble(when.toEpochMilli() / 1000.0).array());
    }

    private static void bytes(ByteArrayOutputStream message, int field, byte[] content) {
        key(message, field, LENGTH);
        varint(message, content.length);
        message.writeBytes(content);
    }

    private static void key(ByteArrayOutputStream message, int field, int wireType) {
        varint(message, (long) field << 3 | wireType);
    }

    private static void varint(ByteArrayOutputStream message, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            message.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        message.write((int) rest);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

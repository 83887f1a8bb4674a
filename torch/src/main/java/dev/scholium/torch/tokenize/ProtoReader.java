package dev.scholium.torch.tokenize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, and trusts no length that it finds.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers, wire format</a>
 */
final class ProtoReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    ProtoReader(byte[] message) {
        this(ByteBuffer.wrap(message));
    }

    private ProtoReader(ByteBuffer message) {
        this.bytes = message.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws MalformedMessage if the bytes are no field
     */
    boolean next() throws MalformedMessage {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            throw new MalformedMessage("field number " + (tag >>> 3) + " is out of range", bytes.position());
        }
        return true;
    }

    /** {@return whether the current field has this number and wire type} */
    boolean is(int number, int type) {
        return field == number && wireType == type;
    }

    long varint() throws MalformedMessage {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte b = bytes.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("a number is longer than ten bytes", bytes.position());
    }

    float fixed32() throws MalformedMessage {
        need(4);
        return bytes.getFloat();
    }

    byte[] bytes() throws MalformedMessage {
        byte[] value = new byte[length()];
        bytes.get(value);
        return value;
    }

    ProtoReader message() throws MalformedMessage {
        int length = length();
        ProtoReader message = new ProtoReader(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        return message;
    }

    String text() throws MalformedMessage {
        int at = bytes.position();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessage("a text is not UTF-8", at);
        }
    }

    /**
     * Passes over the current field.
     *
     * @throws MalformedMessage if it does not end within the message
     */
    void skip() throws MalformedMessage {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case LENGTH -> advance(length());
            case FIXED32 -> advance(4);
            default -> throw new MalformedMessage("wire type " + wireType + " is unknown", bytes.position());
        }
    }

    private void advance(int count) throws MalformedMessage {
        need(count);
        bytes.position(bytes.position() + count);
    }

    private int length() throws MalformedMessage {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedMessage(
                    "a length of " + Long.toUnsignedString(length) + " bytes runs over the end", bytes.position());
        }
        return (int) length;
    }

    private void need(int count) throws MalformedMessage {
        if (bytes.remaining() < count) {
            throw new MalformedMessage("it ends in the middle of a field", bytes.position());
        }
    }

    /** The bytes are not the message they were taken for. */
    static final class MalformedMessage extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedMessage(String problem, int offset) {
            super(problem + " (byte " + offset + ")");
        }
    }
}

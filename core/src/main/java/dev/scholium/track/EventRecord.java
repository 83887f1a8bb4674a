package dev.scholium.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The records of a TensorFlow file: length, checksum of the length, data, checksum of the data, all little-endian.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">TFRecords format
 *     details</a>
 */
final class EventRecord {

    /** Bytes beside the data: length and the two checksums. */
    private static final int FRAME = Long.BYTES + 2 * Integer.BYTES;

    private static final int MASK = 0xa282ead8;

    private EventRecord() {}

    /** {@return the data as a record} */
    static byte[] of(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(FRAME + data.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), 0, Long.BYTES));
        record.put(data);
        record.putInt(masked(data, 0, data.length));
        return record.array();
    }

    /**
     * Looks at the record at a place.
     *
     * @param file a whole file
     * @param start where the record begins
     * @return where the next one begins; -1 if no whole record is here, as at the end, or where a kill has torn it
     */
    static int next(byte[] file, int start) {
        if (file.length - start < FRAME) {
            return -1;
        }
        ByteBuffer record = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long length = record.getLong(start);
        int data = start + Long.BYTES + Integer.BYTES;
        if (length < 0 || length > file.length - data - Integer.BYTES) {
            return -1;
        }
        int end = data + (int) length;
        boolean isWhole = record.getInt(start + Long.BYTES) == masked(file, start, Long.BYTES)
                && record.getInt(end) == masked(file, data, (int) length);
        return isWhole ? end + Integer.BYTES : -1;
    }

    /** CRC-32C, rotated and shifted, so that checksums of data that hold checksums stay good. */
    private static int masked(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}

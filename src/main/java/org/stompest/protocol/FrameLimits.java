package org.stompest.protocol;

/**
 * What a decoder accepts at most, against peers that send without end. Immutable.
 *
 * @param maxHeaderLine the bytes of one header line, and of the command line
 * @param maxHeaders the number of header lines of a frame
 * @param maxHead the bytes of all header lines of a frame together
 * @param maxBody the bytes of a body, less than 2 GiB
 */
public record FrameLimits(int maxHeaderLine, int maxHeaders, int maxHead, int maxBody) {
    /** 64 KiB a line, 1000 headers, 1 MiB a head, 100 MiB a body. */
    public static final FrameLimits DEFAULT = new FrameLimits(1 << 16, 1000, 1 << 20, 100 << 20);

    /**
     * Checks the limits.
     *
     * @param maxHeaderLine as the record has it
     * @param maxHeaders as the record has it
     * @param maxHead as the record has it
     * @param maxBody as the record has it
     * @throws IllegalArgumentException if one of them is not positive, or that of the body is too large for an array
     */
    public FrameLimits {
        if (maxBody > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("expected a limit of less than 2 GiB for bodies, got " + maxBody);
        }
        if (maxHeaderLine < 1 || maxHeaders < 1 || maxHead < 1 || maxBody < 1) {
            throw new IllegalArgumentException("expected limits of 1 or more, got " + maxHeaderLine + ", " + maxHeaders
                    + ", " + maxHead + ", " + maxBody);
        }
    }
}

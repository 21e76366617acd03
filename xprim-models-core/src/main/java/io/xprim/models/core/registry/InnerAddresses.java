// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses to which the public network does not lead: of this machine, of its link, of private networks, of groups, and reserved ones
 * (RFC 6890). An IPv6 address that stands for an IPv4 address is judged as that one.
 */
final class InnerAddresses {
    private static final List<Block> INNER = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b:1::/48",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Block::of)
            .toList();

    /** NAT64 (RFC 6052) and 6to4 (RFC 3056); Java itself takes a mapped address for the IPv4 address. */
    private static final Block TRANSLATED = Block.of("64:ff9b::/96");

    private static final Block TUNNELLED = Block.of("2002::/16");

    private InnerAddresses() {}

    static boolean contain(InetAddress address) {
        return contain(address.getAddress());
    }

    private static boolean contain(byte[] address) {
        if (TRANSLATED.contains(address)) {
            return contain(Arrays.copyOfRange(address, 12, 16));
        }
        if (TUNNELLED.contains(address)) {
            return contain(Arrays.copyOfRange(address, 2, 6));
        }
        return INNER.stream().anyMatch(block -> block.contains(address));
    }

    /** All addresses of a length that begin with the same bits. */
    private record Block(int length, int bits, BigInteger beginning) {
        static Block of(String text) {
            String[] parts = text.split("/", 2);
            int bits = Integer.parseInt(parts[1]);
            try {
                byte[] first = InetAddress.getByName(parts[0]).getAddress();
                return new Block(first.length, bits, beginning(first, bits));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        boolean contains(byte[] address) {
            return address.length == length && beginning(address, bits).equals(beginning);
        }

        private static BigInteger beginning(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
        }
    }
}

// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerAddressesTest {
    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.170",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:192.168.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressToWhichThePublicNetworkDoesNotLeadIsWithin(String address) throws UnknownHostException {
        assertThat(InnerAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.113.5",
                "223.255.255.255",
                "::1:0:1",
                "::ffff:203.0.113.5",
                "64:ff9b::203.0.113.5",
                "64:ff9b:2::1",
                "2001:db8::1",
                "2002:cb00:7105::",
                "2003::1",
                "a00::1",
                "7f00::1",
                "fbff::1",
                "fe00::1"
            })
    void anyOtherAddressIsNot(String address) throws UnknownHostException {
        assertThat(InnerAddresses.contain(InetAddress.getByName(address))).isFalse();
    }
}

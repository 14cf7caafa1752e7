import { describe, expect, test } from "vitest";
import { isLoopbackAddress, isPublicAddress } from "../../net/addresses.ts";

describe("an address", () => {
  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00:1450:4001:81b::200e",
    "2003::1",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
    expect(isLoopbackAddress(address)).toBe(false);
  });

  test.each([
    ["this network", "0.0.0.0"],
    ["this network", "0.255.255.255"],
    ["private use", "10.0.0.1"],
    ["private use", "10.255.255.255"],
    ["shared", "100.64.0.0"],
    ["shared", "100.127.255.255"],
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["link-local, cloud metadata", "169.254.169.254"],
    ["private use", "172.16.0.1"],
    ["private use", "172.31.255.255"],
    ["protocol assignments", "192.0.0.1"],
    ["documentation", "192.0.2.1"],
    ["6to4 relay", "192.88.99.1"],
    ["private use", "192.168.1.1"],
    ["benchmarking", "198.18.0.1"],
    ["benchmarking", "198.19.255.255"],
    ["documentation", "198.51.100.7"],
    ["documentation", "203.0.113.9"],
    ["multicast", "224.0.0.1"],
    ["multicast", "239.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["loopback", "::1"],
    ["IPv4-compatible", "::127.0.0.1"],
    ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
    ["IPv4-mapped loopback in hexadecimal", "::ffff:7f00:1"],
    ["IPv4-mapped private use", "::ffff:10.0.0.1"],
    ["IPv4-translated", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["NAT64 of this network", "64:ff9b:1::a00:1"],
    ["discard only", "100::1"],
    ["Teredo", "2001::1"],
    ["benchmarking", "2001:2::1"],
    ["ORCHID", "2001:20::1"],
    ["documentation", "2001:db8::1"],
    ["6to4 of loopback", "2002:7f00:1::1"],
    ["6to4 of private use", "2002:a00:1::"],
    ["documentation", "3fff::1"],
    ["segment routing", "5f00::1"],
    ["unique local", "fc00::1"],
    ["unique local", "fdff:ffff::1"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["former site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["no address", "example.com"],
    ["no address", ""],
    ["no address", "127.1"],
    ["no address", "2130706433"],
    ["no address", "[::1]"],
  ])("of the kind %s is not public: %s", (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(["127.0.0.1", "127.255.0.3", "::1"])("%s is this machine", (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });

  test.each(["128.0.0.1", "::", "::ffff:127.0.0.1", "0.0.0.0", "localhost", "10.0.0.1"])(
    "%s is not this machine",
    (address) => {
      expect(isLoopbackAddress(address)).toBe(false);
    },
  );
});

import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is not the public internet: the IANA special-purpose registry (RFC 6890), multicast and the
 * rest above 224.0.0.0, and 192.88.99.0/24, the former 6to4 relays.
 */
const specialIpv4 = subnets("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
]);

/**
 * IPv6 that can be public at all: global unicast (RFC 4291, 2.4). This alone leaves out loopback, link-local,
 * unique local, multicast, IPv4-mapped addresses and NAT64.
 */
const globalIpv6 = subnets("ipv6", [["2000::", 3]]);

/** What in there is not: protocol assignments with Teredo, documentation, 6to4, the AS112 project. */
const specialIpv6 = subnets("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
]);

const loopbackIpv4 = subnets("ipv4", [["127.0.0.0", 8]]);

/** Tells whether an address, in the text form of `node:net`, is on the public internet. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !specialIpv4.check(address, "ipv4");
    case 6:
      return globalIpv6.check(address, "ipv6") && !specialIpv6.check(address, "ipv6");
    default:
      return false;
  }
}

/** Tells whether an address is this machine: 127.0.0.0/8 or ::1, and not an IPv4-mapped spelling of them. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? loopbackIpv4.check(address, "ipv4") : address === "::1";
}

function subnets(family: "ipv4" | "ipv6", ranges: [network: string, prefix: number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

import type { RequestEnvelope } from "../../core/openid/authorization-request.ts";
import { type Line, styled } from "../terminal/line.ts";
import { webAddressOf } from "./asker-name.ts";

/**
 * Who asks, what of that is proven and what is not, and where an answer would go. The host that the answer goes to leads: it is what a
 * person can know.
 */
export function askerLines({ client, responseUri }: RequestEnvelope): Line[] {
  const { host } = new URL(responseUri);
  const to: Line = [styled("dim", "  The answer goes to "), responseUri];
  switch (client.prefix) {
    case "redirect_uri":
      return [
        notProven(host),
        [
          styled("yellow", "  ? "),
          "Nobody signed the request. Only where the answer goes is sure: do you know this address?",
        ],
        to,
      ];
    case "x509_san_dns":
      return [proven(host, "by a certificate for this host name"), to];
    case "decentralized_identifier":
      return [...didLines(client.did, host), to];
  }
}

function didLines(did: string, host: string): Line[] {
  const address = webAddressOf(did);
  if (address === undefined) {
    return [
      notProven(host),
      [
        styled("yellow", "  ? "),
        "Proven is only that the asker holds this key; nobody vouches for whose key it is:",
      ],
      ["    ", did],
      "    If they gave you their key in another way, too: compare all of it.",
    ];
  }
  if (address === host || address.startsWith(`${host}/`)) {
    return [proven(address, "by a key that this web address publishes")];
  }
  return [
    notProven(host),
    [
      styled("yellow", "  ? "),
      "The request is signed with a key of another web address: ",
      styled("bold", address),
    ],
  ];
}

function proven(name: string, how: string): Line {
  return ["Asked by ", styled("bold", name), " — ", styled("green", "proven"), ` ${how}.`];
}

function notProven(host: string): Line {
  return [
    "Asked by ",
    styled("bold", host),
    " — ",
    styled("yellow", "not proven"),
    ": it is only where the answer goes.",
  ];
}

import type { ShownPart } from "../../disclosure/shown-credential.ts";

/** What the issuer lets nobody leave out, in words. */
export function alwaysShown({
  mandatoryPointers,
  always,
}: Pick<ShownPart, "mandatoryPointers" | "always">): string[] {
  const known = mandatoryPointers.flatMap((pointer) => pointerWords[pointer] ?? []);
  // What is known by a word of its own is no detail.
  const parts = always.filter((part) => part !== "details" || known.length < mandatoryPointers.length);
  return [...new Set([...known, ...parts, "identifiers and kinds of what is shown"])];
}

const pointerWords: Readonly<Record<string, string>> = {
  "/issuer": "the issuer's identifier (DID)",
  "/issuer/id": "the issuer's identifier (DID)",
  "/validFrom": "from when it is valid",
  "/validUntil": "until when it is valid",
  "/issuanceDate": "from when it is valid",
  "/expirationDate": "until when it is valid",
  "/credentialStatus": "where its status is asked",
  "/credentialSubject/id": "your identifier (DID)",
};

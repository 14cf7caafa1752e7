import type { VNode } from "preact";
import { isHttpsIdentifier } from "../../../core/did/https-identifier.ts";
import { Said } from "../../../web/said.tsx";

/** How a person finds out whom a DID belongs to; nothing here can find that out for them. */
export function HowToCheck({ did }: { did: string }): VNode {
  const host = hostOf(did);
  const identifier = did.startsWith("https:") ? "address" : "DID";
  return (
    <>
      {host === undefined ? (
        <p>
          Nothing in this DID says whose it is. Ask the organisation in a way that you know already (its
          published telephone number, a person you know there, its own website) whether this is its DID, and
          compare it to the last character.
        </p>
      ) : (
        <p>
          This {identifier} belongs to whoever controls the website{" "}
          <strong>
            <Said>{host}</Said>
          </strong>
          . Is that really the organisation’s own address, letter by letter? When in doubt, ask it in a way
          that you know already.
        </p>
      )}
      <p>An address or number that stands in the credential itself proves nothing.</p>
    </>
  );
}

/** The host of a did:web or of an https issuer, as it was written. */
function hostOf(did: string): string | undefined {
  if (isHttpsIdentifier(did)) return new URL(did).host;
  return /^did:web:([A-Za-z0-9.-]+(?:%3A[0-9]+)?)(?::|$)/.exec(did)?.[1]?.replace("%3A", ":");
}

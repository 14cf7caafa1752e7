import { describe, expect, it } from "vitest";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import {
  challenge,
  domain,
  entryAt,
  issued,
  listUrl,
  presented,
  statusList,
  webOf,
  world,
} from "../support/world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

describe("what a presentation makes its verifier fetch (security rule 5)", () => {
  it("is one status list for all credentials on it, however many they are", async () => {
    const credentials = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        issued({ id: `urn:uuid:${index}`, credentialStatus: entryAt(index) }),
      ),
    );
    const fetched: string[] = [];
    const web = webOf({ [listUrl]: await statusList([]) });
    const context = world(
      {},
      {
        fetchDocument: (url, options) => {
          fetched.push(url);
          return web(url, options);
        },
      },
    );
    const verification = await verifyPresentation(await presented(credentials), question, context);
    expect(verification.verified).toBe(true);
    expect(fetched).toEqual([listUrl]);
  });

  it("is bounded: lists beyond the bound leave the status open", async () => {
    const credentials = await Promise.all(
      Array.from({ length: 17 }, (_, index) => {
        const statusListCredential = `https://issuer.example/status-lists/other-${index}`;
        return issued({
          id: `urn:uuid:${index}`,
          credentialStatus: { ...entryAt(index), statusListCredential },
        });
      }),
    );
    const fetched: string[] = [];
    const context = world(
      {},
      {
        fetchDocument: async (url) => {
          fetched.push(url);
          return { status: 404, body: new Uint8Array(), contentType: "" };
        },
      },
    );
    const { verified } = await verifyPresentation(await presented(credentials), question, context);
    expect(verified).toBe(false);
    expect(fetched).toHaveLength(16);
  });
});

import { z } from "zod";
import type { Api } from "../../web/api.ts";
import type { Verifier } from "../verifier.ts";

/** POST /challenges: a fresh challenge to ask a presentation for. */
export function addChallengeRoute(api: Api, options: { verifier: Verifier; domain: () => string }): void {
  api.route({
    method: "post",
    path: "/challenges",
    summary: "Make a challenge that a holder must sign",
    description:
      "Single use, ten minutes at most. The domain is the host (with port) of this verifier; give both to the holder and, with the presentation, back to this verifier.",
    responses: {
      201: {
        description: "A challenge",
        schema: z.object({ challenge: z.string(), domain: z.string(), expires: z.iso.datetime() }),
      },
    },
    handle: ({ response }) => {
      const { challenge, expires } = options.verifier.createChallenge();
      response.status(201).json({ challenge, domain: options.domain(), expires: expires.toISOString() });
    },
  });
}

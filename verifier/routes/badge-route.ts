import { badgeLimits } from "../../core/badge/limits.ts";
import { textOfFile } from "../../core/file/text-of-file.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Api } from "../../web/api.ts";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import { readDocument } from "../documents/given-document.ts";
import type { Verifier } from "../verifier.ts";
import { credentialVerificationSchema } from "./verification-schema.ts";
import { answers, sendVerification } from "./verify-routes.ts";

/** A picture is held in memory whole; all of one address come to 64 MiB. */
const fewAtOnce = limitAtOnce({ maximum: 16 });

/** POST /badges/verify: a picture in, the verdict on the credential in it out. */
export function addBadgeRoute(api: Api, verifier: Verifier): void {
  api.route({
    method: "post",
    path: "/badges/verify",
    summary: "Verify the credential in a picture",
    description:
      "An Open Badges 3.0 credential baked into a PNG or an SVG. The verdict is that of the credential: the picture itself is not part of what was signed. A picture without one is answered with a problem (NO_CREDENTIAL; UNSUPPORTED for Open Badges 2).",
    bytes: {
      mediaTypes: ["image/png", "image/svg+xml"],
      maxBytes: badgeLimits.pngBytes,
      description: "At most 4 MiB as PNG, 1 MiB as SVG; the credential in it at most 256 KiB",
    },
    before: [fewAtOnce],
    responses: answers(credentialVerificationSchema),
    problems: ["PARSING_ERROR", "INVALID_REQUEST", "OVERLOADED"],
    handle: async ({ request, response }) => {
      const { document, sizeBytes, picture } = readDocument(textOfFile(request.body));
      if (picture === undefined) throw new Problem("UNSUPPORTED_MEDIA_TYPE", "This is no PNG and no SVG.");
      sendVerification(response, await verifier.verifyCredential({ document, sizeBytes, checks: "all" }));
    },
  });
}

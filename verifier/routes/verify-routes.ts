import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { Problem } from "../../core/problem/problem.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import type { Api } from "../../web/api.ts";
import { createRefusalPace } from "../../web/refusal-pace.ts";
import { jsonObjectOrJwt } from "../../web/route.ts";
import { sendJson } from "../../web/send-json.ts";
import { maxCredentialBytes, maxPresentationBytes } from "../documents/document-limits.ts";
import type { SourceBytes } from "../runs/job.ts";
import type { Verifier } from "../verifier.ts";
import { credentialVerificationSchema, presentationVerificationSchema } from "./verification-schema.ts";

const checks = z
  .array(z.string())
  .optional()
  .meta({ description: 'Only ["proof"] limits the question; anything else asks everything' });

/** POST /credentials/verify and /presentations/verify, as in the W3C VC-API. */
export function addVerifyRoutes(api: Api, verifier: Verifier): void {
  const pace = createRefusalPace();
  const hasRoom = (request: Request) => verifier.hasRoomFor(sizeOf(request));
  const waitForRoom = async (request: Request) => {
    await pace();
    if (!hasRoom(request))
      throw new Problem("OVERLOADED", "Too many verifications are waiting; try again shortly.");
  };
  // When many wait, a "no" must cost little: it is said before the body is read.
  const refuseWhenFull: RequestHandler = async (request, response, next) => {
    if (!hasRoom(request)) await waitForRoom(request);
    // Whoever went away meanwhile has no body to read.
    if (!response.closed) next();
  };

  api.route({
    method: "post",
    path: "/credentials/verify",
    summary: "Verify a credential",
    description:
      "200 only when it is verified; 422 with the same kind of answer when it is not, or could not be decided.",
    body: {
      schema: z.object({
        verifiableCredential: jsonObjectOrJwt(
          "A credential with embedded proofs, an enveloped one, or a compact VC-JWT",
        ),
        options: z.looseObject({ checks }).optional(),
      }),
      maxBytes: maxCredentialBytes,
      alone: { mediaType: "application/vc+jwt", member: "verifiableCredential" },
    },
    responses: answers(credentialVerificationSchema),
    problems: ["OVERLOADED"],
    before: [refuseWhenFull],
    handle: async ({ body, request, response }) => {
      // Others may have come first while the body was read.
      if (!hasRoom(request)) await waitForRoom(request);
      const verification = await verifier.verifyCredential({
        document: body.verifiableCredential,
        ...sourceOf(request, "verifiableCredential"),
        sizeBytes: sizeOf(request),
        checks: scopeOf(body.options?.checks),
      });
      sendVerification(response, verification);
    },
  });

  api.route({
    method: "post",
    path: "/presentations/verify",
    summary: "Verify a presentation",
    description:
      "A challenge that this verifier made is spent by its first use, whatever the verdict. A challenge of your own is compared, and is yours to keep fresh.",
    body: {
      schema: z.object({
        verifiablePresentation: jsonObjectOrJwt(
          "A presentation with embedded proofs, an enveloped one, or a compact VP-JWT",
        ),
        options: z
          .looseObject({
            checks,
            challenge: z.string().min(1).max(1000).optional(),
            domain: z.string().min(1).max(1000).optional(),
          })
          .optional(),
      }),
      maxBytes: maxPresentationBytes,
    },
    responses: answers(presentationVerificationSchema),
    problems: ["OVERLOADED"],
    before: [refuseWhenFull],
    handle: async ({ body, request, response }) => {
      // Others may have come first while the body was read.
      if (!hasRoom(request)) await waitForRoom(request);
      const verification = await verifier.verifyPresentation({
        document: body.verifiablePresentation,
        ...sourceOf(request, "verifiablePresentation"),
        sizeBytes: sizeOf(request),
        ...expectationOf(body.options),
      });
      sendVerification(response, verification);
    },
  });
}

/** 200 for "verified" and 422 for every other verdict: no client mistakes a "no" for a "yes". */
export function sendVerification(response: Response, verification: Verification): void {
  sendJson(response, verification.verified ? 200 : 422, verification);
}

/** Throws `INVALID_REQUEST` when all checks are asked for, and not what to compare with. */
function expectationOf(
  options: {
    checks?: string[] | undefined;
    challenge?: string | undefined;
    domain?: string | undefined;
  } = {},
) {
  const { challenge: expectedChallenge, domain: expectedDomain } = options;
  const scope = scopeOf(options.checks);
  if (scope === "all" && (expectedChallenge === undefined || expectedDomain === undefined)) {
    throw new Problem("INVALID_REQUEST", "options.challenge and options.domain are required.");
  }
  return { checks: scope, expectedChallenge, expectedDomain };
}

function scopeOf(asked: string[] | undefined): "all" | "proof" {
  return asked?.length === 1 && asked[0] === "proof" ? "proof" : "all";
}

/** What the document stands in; a JWT alone has no other text. */
function sourceOf({ bodyBytes: bytes }: Request, member: string): { source?: SourceBytes } {
  return bytes === undefined ? {} : { source: { bytes, member } };
}

function sizeOf(request: Request): number {
  return Number(request.get("content-length") ?? maxPresentationBytes);
}

/** The responses of a route that answers with a verdict. */
export function answers(schema: z.ZodType) {
  return {
    200: { description: "Verified", schema },
    422: { description: "Not verified, or could not be decided", schema },
  };
}

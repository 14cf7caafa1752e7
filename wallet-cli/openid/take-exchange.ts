import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import type { Wallet } from "../wallet.ts";
import { type Kept, receiveCredential } from "./receive-credential.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

const advice = "Nothing was stored. Ask the employer for a new link.";
const longest = 2_000;

/**
 * Takes a credential by a VC-API exchange: the issuer asks for a presentation that authenticates the wallet's DID, and answers it with the
 * credential.
 *
 * @throws {@link Problem} `FORBIDDEN` when it wants to see credentials, or an answer for another host than its own; what receiving throws.
 */
export async function takeExchange(
  url: string,
  { wallet, session, wire }: { wallet: Wallet; session: Session; wire: Wire },
): Promise<Kept> {
  const { challenge, domain } = readQuestion(await step(url, {}, wire), url);
  const { createPresentation, signPresentation } = await import(
    "../../core/presentation/create-presentation.ts"
  );
  const { verifiableCredential: _none, ...envelope } = createPresentation({
    credentials: [],
    holder: wallet.did,
  });
  const created = session.environment.now();
  const verifiablePresentation = await signPresentation(envelope, {
    signer: await wallet.signer(),
    challenge,
    domain,
    created,
  });
  const answer = await step(url, { verifiablePresentation }, wire);
  const credential = onlyCredential(answer.verifiablePresentation);
  return receiveCredential({ credential, expectedFormat: "ldp_vc", from: url }, { wallet, session });
}

async function step(url: string, json: JsonObject, wire: Wire): Promise<JsonObject> {
  const answer = await wire.post(url, { json });
  const document = answer.status >= 200 && answer.status < 300 ? objectIn(answer) : undefined;
  if (document !== undefined) return document;
  throw refusedBy(readRefusal(answer), "The issuer does not hand it out.", advice);
}

/** What is signed must be good for the asker alone: its domain is on the host that asks. */
function readQuestion(answer: JsonObject, url: string): { challenge: string; domain: string } {
  const { verifiablePresentationRequest: asked } = answer;
  if (!isJsonObject(asked)) throw malformed();
  const { challenge, domain, query } = asked;
  const queries = [query ?? []].flat();
  if (!queries.every((one) => isJsonObject(one) && one.type === "DIDAuthentication")) {
    throw new GuidedProblem("FORBIDDEN", "The issuer wants to see credentials of yours first.", advice);
  }
  if (!isText(challenge) || !isText(domain)) throw malformed();
  const host = URL.canParse(domain) ? new URL(domain).host : domain;
  if (host !== new URL(url).host) {
    throw new GuidedProblem(
      "FORBIDDEN",
      "The issuer asks for a signature that is good for somebody else.",
      advice,
    );
  }
  return { challenge, domain };
}

function onlyCredential(presentation: JsonValue | undefined): JsonObject {
  const credentials = isJsonObject(presentation) ? [presentation.verifiableCredential ?? []].flat() : [];
  const [credential, ...others] = credentials;
  if (isJsonObject(credential) && others.length === 0) return credential;
  throw malformed();
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value !== "" && value.length <= longest;
}

function malformed(): GuidedProblem {
  return new GuidedProblem(
    "MALFORMED_VALUE_ERROR",
    "The issuer does not answer as an exchange does.",
    advice,
  );
}

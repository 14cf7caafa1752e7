import { rootCertificates } from "node:tls";
import { createDidResolver } from "../../core/did/resolver.ts";
import { limitFetches } from "../../core/fetch-document.ts";
import { verifiedAlgorithms } from "../../core/jose/compact-jws.ts";
import { openRequestEnvelope, type RequestEnvelope } from "../../core/openid/authorization-request.ts";
import { signedPrefixes } from "../../core/openid/client-identifier.ts";
import { parseInteraction } from "../../core/openid/interaction.ts";
import { vpFormatsSupported } from "../../core/openid/presentation-formats.ts";
import { type RequestLink, readRequestLink } from "../../core/openid/request-link.ts";
import { openRequestObject, requestObjectType } from "../../core/openid/request-object.ts";
import { readFileBounded } from "../credentials/read-document.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

type SignedLink = Extract<RequestLink, { by: "object" | "reference" }>;

const maximumFetches = 3;
const maximumRootBytes = 1024 * 1024;
const askAnew = "Ask whoever sent you the link for a new one.";

/**
 * Finds the request that a link leads to, and proves who asks when the request claims an identity. Nothing is told about this wallet
 * but what it can do.
 */
export async function findRequest(
  source: string,
  { wire, session, authorities }: { wire: Wire; session: Session; authorities: string | undefined },
): Promise<RequestEnvelope> {
  const link = await followInteraction(readRequestLink(source), wire);
  if (link.by === "value") {
    return openRequestEnvelope(link.parameters, { client: link.client, isSigned: false });
  }
  const { environment, settings } = session;
  const { allowLoopback } = settings;
  const fetched = await fetchRequestObject(link, { wire, session });
  const fetchDocument = limitFetches(await environment.createFetcher({ allowLoopback }), maximumFetches);
  const parameters = await openRequestObject(fetched.jwt, {
    expectedClient: link.client,
    expectedWalletNonce: fetched.walletNonce,
    now: environment.now(),
    resolveDid: createDidResolver({ fetchDocument, allowHttpOnLoopback: allowLoopback }),
    trustedRoots: [...(await readAuthorities(authorities)), ...rootCertificates],
  });
  return openRequestEnvelope(parameters, { client: link.client, isSigned: true });
}

async function followInteraction(
  link: RequestLink,
  wire: Wire,
): Promise<Exclude<RequestLink, { by: "interaction" }>> {
  if (link.by !== "interaction") return link;
  const answer = await wire.get(link.url, "application/json");
  const document = objectIn(answer);
  if (answer.status !== 200 || document === undefined) {
    throw refusedBy(readRefusal(answer), "This address gives no request.", askAnew);
  }
  const { authorizationRequest, credentialOffer } = parseInteraction(document);
  if (authorizationRequest === undefined) {
    throw new GuidedProblem(
      "UNSUPPORTED",
      "Nobody asks for a credential here, in a way that this wallet speaks.",
      credentialOffer === undefined ? askAnew : "Something is offered here: stint accept LINK",
    );
  }
  const next = readRequestLink(authorizationRequest);
  if (next.by !== "interaction") return next;
  throw new GuidedProblem("MALFORMED_VALUE_ERROR", "The address leads from one to another.", askAnew);
}

async function fetchRequestObject(
  link: SignedLink,
  { wire, session }: { wire: Wire; session: Session },
): Promise<{ jwt: string; walletNonce: string | undefined }> {
  if (link.by === "object") return { jwt: link.jwt, walletNonce: undefined };
  const accept = `application/${requestObjectType}`;
  const walletNonce =
    link.method === "POST" ? Buffer.from(session.environment.random(16)).toString("base64url") : undefined;
  const answer =
    walletNonce === undefined
      ? await wire.get(link.url, accept)
      : await wire.post(link.url, { form: capabilities(walletNonce) }, { accept });
  if (answer.status !== 200) throw refusedBy(readRefusal(answer), "The request cannot be had.", askAnew);
  return { jwt: Buffer.from(answer.body).toString("latin1").trim(), walletNonce };
}

/** What this wallet can do, and a nonce that shows the request was made for it: OpenID4VP 1.0, 5.10. */
function capabilities(walletNonce: string): Record<string, string> {
  const metadata = {
    vp_formats_supported: vpFormatsSupported(["ldp_vc", "jwt_vc_json"]),
    client_id_prefixes_supported: signedPrefixes,
    request_object_signing_alg_values_supported: verifiedAlgorithms,
    response_types_supported: ["vp_token"],
    response_modes_supported: ["direct_post", "direct_post.jwt"],
  };
  return { wallet_metadata: JSON.stringify(metadata), wallet_nonce: walletNonce };
}

/** The certificates of a PEM file. */
async function readAuthorities(path: string | undefined): Promise<string[]> {
  if (path === undefined) return [];
  const text = Buffer.from(await readFileBounded(path, maximumRootBytes)).toString("latin1");
  const found = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu);
  if (found !== null) return found;
  throw new GuidedProblem(
    "CONFIGURATION",
    "The file of authorities holds no certificate.",
    "Expected is PEM, as -----BEGIN CERTIFICATE-----.",
  );
}

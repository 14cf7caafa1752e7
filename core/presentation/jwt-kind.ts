import { listOf } from "../credential/members.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { asProblem } from "../problem/undecided.ts";

/**
 * Whether a compact JWT is to be read as a presentation or as a credential, by its claim `vp` or its `type`. Nothing is verified; for
 * a text that cannot be read it is "credential": opening it tells what is wrong with it.
 */
export function kindOfJwt(jwt: string): "credential" | "presentation" {
  try {
    const payload = jwsPayload(parseCompactJws(jwt, { maxBytes: jwt.length }));
    const isPresentation = "vp" in payload || listOf(payload.type).includes("VerifiablePresentation");
    return isPresentation ? "presentation" : "credential";
  } catch (error) {
    asProblem(error);
    return "credential";
  }
}

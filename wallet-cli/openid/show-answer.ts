import type { JsonObject } from "../../core/json/json-value.ts";
import { partsAskedFor } from "../../core/openid/asked-parts.ts";
import type { AuthorizationRequest } from "../../core/openid/authorization-request.ts";
import { isAccepted } from "../../core/openid/client-metadata.ts";
import { fulfils } from "../../core/openid/credential-condition.ts";
import { credentialContent } from "../../core/presentation/presented-credentials.ts";
import type { ShowWords } from "../disclosure/show-words.ts";
import { type ShownCredential, showCredentials } from "../disclosure/shown-credential.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { type Answer, candidateOf, credentialsOf, type ShownAnswer } from "./answers.ts";

/** What an answer shows, each credential once. */
export function shownIn(answer: ShownAnswer): ShownCredential[] {
  return [...new Set(answer.values())];
}

/**
 * Makes what is shown in an answer, and sees to it that it is still one.
 *
 * @throws {@link Problem} `INVALID_REQUEST` when something is left out that is asked for; what {@link showCredentials} throws.
 */
export async function showAnswer(
  answer: Answer,
  { request, words }: { request: AuthorizationRequest; words: ShowWords },
  session: Session,
): Promise<ShownAnswer> {
  const isFit = (form: JsonObject | string) => isAccepted(form, request.acceptedFormats);
  const shown = await showCredentials(credentialsOf(answer), { words, isAccepted: isFit }, session);
  const entries = [...answer].map(([id, held]): [string, ShownCredential] => {
    const one = shown.find(({ held: { recordId } }) => recordId === held.recordId);
    if (one === undefined) throw new TypeError("An answer has a credential that is not shown");
    assertStillFits(id, one, request);
    return [id, one];
  });
  return new Map(entries);
}

/** A credential shown in part is an answer still only when what is asked for is in it, and where it is asked for. */
function assertStillFits(
  queryId: string,
  { held, credential, part }: ShownCredential,
  { query }: AuthorizationRequest,
): void {
  const condition = query.conditions.get(queryId);
  if (part === undefined || condition === undefined) return;
  const { content } = credentialContent(held.credential);
  const ways = partsAskedFor(content, condition, part.withheldPlaces);
  const [missing = []] = ways.toSorted((one, other) => one.length - other.length);
  if (missing.length > 0) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      `They ask for what you leave out: ${missing.join(", ")}. Nothing was sent.`,
      `Show that too, or tell them no: stint respond LINK --deny`,
    );
  }
  // A place in a list is another one where items before it are left out.
  if (!fulfils(candidateOf({ ...held, credential }), condition)) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "With these parts left out it is no longer what they ask for. Nothing was sent.",
      "Leave out less, or show it whole.",
    );
  }
}

import {
  chooseParts,
  offeredParts,
  partsOf,
} from "../../core/credential/micro-internship/parts/choose-parts.ts";
import type { Part } from "../../core/credential/micro-internship/parts/part.ts";
import type { Place } from "../../core/credential/micro-internship/parts/places.ts";
import { findTelltales, type Telltale } from "../../core/credential/micro-internship/parts/telltale.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import type { Session } from "../session.ts";
import type { BaseProof } from "./base-proofs.ts";
import { withoutBaseProofs } from "./forms.ts";
import { readShowWords, type ShowWords, saysWhatToShow } from "./show-words.ts";
import { type IsAccepted, usableProof } from "./usable-proof.ts";

/** A held credential as somebody else gets it. */
export interface ShownCredential {
  readonly held: NumberedCredential;
  /** What is handed over. */
  readonly credential: JsonObject | string;
  /** What is read there. */
  readonly seen: Pick<CredentialVerification, "statement" | "work">;
  /** Absent when it is shown whole. */
  readonly part?: ShownPart;
}

/** What is left out of a credential, and what is not. */
export interface ShownPart {
  readonly suite: BaseProof["suite"];
  /** Chosen to be shown, beyond what is mandatory. */
  readonly chosen: readonly Part[];
  /** Left out; of those among `always`, what is not mandatory. */
  readonly withheld: readonly Part[];
  readonly withheldPlaces: readonly Place[];
  readonly always: readonly Part[];
  readonly mandatoryPointers: readonly string[];
  /** What was to be left out and can be read all the same. */
  readonly telltales: readonly Telltale[];
}

/** The pointer to the whole document: RFC 6901, 5. */
const everything = [""];

/** A held credential with nothing more in it than what is handed over. */
export function handedOver({ held, credential }: ShownCredential): NumberedCredential {
  return { ...held, credential };
}

interface Showing {
  readonly words: ShowWords;
  /** Left out: anybody reads everything. */
  readonly isAccepted?: IsAccepted;
}

/**
 * Makes what is shown of each credential, and nothing is signed for that: a proof for a part is derived from the issuer's.
 *
 * @throws {@link Problem} `PROOF_GENERATION_ERROR` when one cannot be shown in part; what {@link readShowWords} throws.
 */
export async function showCredentials(
  chosen: readonly NumberedCredential[],
  { words, isAccepted = () => true }: Showing,
  session: Session,
): Promise<ShownCredential[]> {
  return saysWhatToShow(words)
    ? showParts(chosen, { words, isAccepted }, session)
    : Promise.all(chosen.map((held) => showWhole(held, isAccepted, session)));
}

/** A held credential as it may be given away: whole, and without what is for its holder alone. */
export async function forOthers(held: NumberedCredential, session: Session): Promise<NumberedCredential> {
  return handedOver(await showWhole(held, () => true, session));
}

async function showParts(
  chosen: readonly NumberedCredential[],
  { words, isAccepted }: Required<Showing>,
  session: Session,
): Promise<ShownCredential[]> {
  const usable = chosen.map((held) => {
    const { credential, base } = usableProof(held, isAccepted);
    return { held, credential, base, offered: offeredParts(credential, base.mandatoryPointers) };
  });
  const wish = readShowWords(
    words,
    usable.map(({ offered }) => offered),
  );
  return Promise.all(
    usable.map(async ({ held, credential: whole, base, offered }) => {
      const { pointers, withheld, shown: chosenParts } = chooseParts(offered, wish);
      const credential = await derive(whole, base, pointers, session);
      const part = {
        suite: base.suite,
        chosen: chosenParts,
        withheld: partsOf(withheld),
        withheldPlaces: withheld,
        always: offered.always,
        mandatoryPointers: base.mandatoryPointers,
        telltales: findTelltales(whole, { withheld, shown: credential }),
      };
      return { held, credential, seen: await read(credential), part };
    }),
  );
}

async function showWhole(
  held: NumberedCredential,
  isAccepted: IsAccepted,
  session: Session,
): Promise<ShownCredential> {
  const seen = held.verification;
  const asIssued = withoutBaseProofs(held);
  if (asIssued !== undefined && isAccepted(asIssued)) return { held, credential: asIssued, seen };
  const { credential, base } = usableProof(held, isAccepted);
  return { held, credential: await derive(credential, base, everything, session), seen };
}

/** JSON-LD is loaded here: commands that show nothing in part start fast. */
async function derive(
  credential: JsonObject,
  { suite }: BaseProof,
  pointers: readonly string[],
  { environment }: Session,
): Promise<JsonObject> {
  const { discloseCredential } = await import("../../core/credential/disclosure/disclose.ts");
  return discloseCredential(credential, { pointers, cryptosuite: suite, seed: environment.random(32) });
}

async function read(shown: JsonObject): Promise<ShownCredential["seen"]> {
  const { openCredential } = await import("../../core/credential/open-credential.ts");
  const { summarizeStatement } = await import("../../core/verification/statement-summary.ts");
  const { summarizeWork } = await import("../../core/credential/micro-internship/summarize-work.ts");
  const { statement, graph } = await openCredential(shown, "all");
  const work = summarizeWork(graph, { shownInPart: true });
  return { statement: summarizeStatement(statement, graph), ...(work !== undefined && { work }) };
}

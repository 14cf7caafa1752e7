import type { JsonObject } from "../../core/json/json-value.ts";
import { expectUrl } from "../../core/openid/wire-members.ts";
import { maximumShareDays } from "../../core/presentation/share.ts";
import { choosePresentable } from "../credentials/choose-presentable.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { idOf } from "../credentials/select-credential.ts";
import { presentationOf } from "../credentials/sign-presentation.ts";
import type { ShowWords } from "../disclosure/show-words.ts";
import { handedOver, showCredentials } from "../disclosure/shown-credential.ts";
import { filesToHandOver, writeEvidenceFolder } from "../evidence/hand-over.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import { confirm, explain } from "../openid/confirm.ts";
import { publishShare } from "../openid/publish-share.ts";
import { plainly } from "../openid/refusals.ts";
import { openWire } from "../openid/wire.ts";
import type { Session } from "../session.ts";
import type { HeldCredential, ShareRecord } from "../store/wallet-records.ts";
import { documentText } from "../terminal/json-text.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import { partLines } from "../views/disclosure/part-view.ts";
import { handedOverLines } from "../views/evidence-view.ts";
import { dayOf } from "../views/person-dates.ts";
import { revealedLines } from "../views/revealed-view.ts";

export interface ShareOptions {
  readonly credentials: readonly string[];
  /** A verifier's address, or anybody's name. */
  readonly to: string | undefined;
  readonly days: string | undefined;
  readonly out: string | undefined;
  readonly yes: boolean;
  /** A new folder that gets the files which are kept as evidence: they are given along, never published. */
  readonly withEvidence: string | undefined;
  readonly words: ShowWords;
}

const defaultDays = 14;
const millisecondsPerDay = 24 * 60 * 60 * 1000;
const longestName = 200;

/** Gives credentials to one named recruiter to look at for some days: behind a link of their verifier, or in a file. */
export async function share(options: ShareOptions, session: Session): Promise<ExitCode> {
  const { environment, terminal, settings } = session;
  const days = readDays(options.days);
  const target = await readTarget(options, session);
  return withCredentials(session, async (wallet) => {
    const chosen = await choosePresentable(options.credentials, wallet);
    const shown = await showCredentials(chosen, options, session);
    const { withEvidence: folder } = options;
    const files = folder === undefined ? [] : await filesToHandOver(shown.map(handedOver), wallet);
    explain(
      [
        ...shown.flatMap((one) => partLines(one, { width: terminal.width })),
        ...revealedLines(shown, { did: wallet.did, audience: target.audience }),
        ...(folder === undefined ? [] : handedOverLines(files, folder)),
        `It can be looked at for ${days} ${days === 1 ? "day" : "days"}, by whoever has the ${"url" in target ? "link" : "file"}.`,
        "",
      ],
      options,
      session,
    );
    const question =
      "url" in target
        ? `Publish it on ${target.audience}, for whoever has the link?`
        : "A file cannot be taken back. Write it?";
    if (!(await confirm(question, options, session))) {
      terminal.tell("Nothing was shared.");
      return exitCodes.no;
    }
    const created = environment.now();
    const expires = new Date(created.getTime() + days * millisecondsPerDay);
    const credentials = shown.map(({ credential }) => credential);
    const purpose = { domain: target.audience, expires };
    const presentation = await presentationOf(credentials, purpose, { wallet, created });
    if (folder !== undefined) await writeEvidenceFolder(folder, files, wallet);
    const record: ShareRecord = {
      id: `s-${Buffer.from(environment.random(16)).toString("hex")}`,
      createdAt: created.toISOString(),
      expires: expires.toISOString(),
      audience: target.audience,
      shown: chosen.map(shownOf),
      ...(await handOver(presentation, target, session)),
    };
    await wallet.saveShare(record);
    tellDone(record, session);
    const { published, file, audience } = record;
    if (settings.json) terminal.printJson({ audience, expires: record.expires, link: published?.link, file });
    else terminal.print(published?.link ?? file ?? "");
    return exitCodes.done;
  });
}

function shownOf(held: HeldCredential): ShareRecord["shown"][number] {
  const { verification } = held;
  const id = idOf(held);
  return {
    title: titleOf(verification),
    issuer: employerOf(verification),
    ...(id !== undefined && { id }),
  };
}

type Target = { audience: string; url: string } | { audience: string; file: string };

async function readTarget({ to, out }: ShareOptions, session: Session): Promise<Target> {
  const name = to?.trim() ?? "";
  if (/^https?:/iu.test(name)) {
    const policy = { allowHttpOnLoopback: session.settings.allowLoopback };
    const url = await plainly(() => expectUrl(name, "The address", policy), {
      words: "This cannot be shared with.",
      advice: "Give the https address of the recruiter's verifier.",
    });
    if (out === undefined) return { audience: new URL(url).host, url };
    throw usedWrongly("With an address it is published there, not written into a file.", "Leave --out away.");
  }
  if (name === "" || name.length > longestName) {
    throw usedWrongly(
      "Whom is it for? A share is good for one recruiter only.",
      "Give their verifier's https address, or their name: --to NAME --out FILE",
    );
  }
  if (out !== undefined) return { audience: name, file: out };
  throw usedWrongly("For a name it is written into a file.", "Say into which: --out share.json");
}

function readDays(text: string | undefined): number {
  if (text === undefined) return defaultDays;
  const days = /^[0-9]{1,3}$/u.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= maximumShareDays) return days;
  throw usedWrongly("--days is out of range.", `Give a whole number of days, from 1 to ${maximumShareDays}.`);
}

async function handOver(
  presentation: JsonObject | string,
  target: Target,
  session: Session,
): Promise<Pick<ShareRecord, "published" | "file">> {
  if ("url" in target)
    return { published: await publishShare(target.url, presentation, await openWire(session)) };
  const advice = "Choose another name with --out.";
  await writeNewFile(target.file, documentText(presentation), { advice });
  return { file: target.file };
}

function tellDone({ audience, expires, published }: ShareRecord, { terminal }: Session): void {
  const until = `, until ${dayOf(expires)}. Take it back earlier with: stint shares revoke N`;
  terminal.tell([
    styled("green", "✔ "),
    published === undefined ? "Written for " : "Published for ",
    styled("bold", audience),
    published === undefined ? `, good until ${dayOf(expires)}. A file cannot be taken back.` : until,
  ]);
}

function usedWrongly(words: string, advice: string): GuidedProblem {
  return new GuidedProblem("INVALID_REQUEST", words, advice);
}

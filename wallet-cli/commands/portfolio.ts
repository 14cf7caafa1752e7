import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { choosePresentable } from "../credentials/choose-presentable.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { wholly } from "../disclosure/show-words.ts";
import { handedOver, showCredentials } from "../disclosure/shown-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import { confirm, explain } from "../openid/confirm.ts";
import type { MadePortfolio } from "../portfolio/make-portfolio.ts";
import { randomUuid } from "../portfolio/random-uuid.ts";
import type { Session } from "../session.ts";
import { documentText } from "../terminal/json-text.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import { portfolioSumLines } from "../views/portfolio-view.ts";
import { revealedLines } from "../views/revealed-view.ts";

export interface PortfolioOptions {
  readonly credentials: readonly string[];
  /** What the person calls themself. */
  readonly name: string | undefined;
  /** A new folder, or a new .html or .json file. */
  readonly out: string | undefined;
  /** The https address of a verifier, to be named on the page. */
  readonly verifier: string | undefined;
  readonly yes: boolean;
}

const longestName = 200;

/** Combines credentials into a portfolio that the student signs, and a page that shows it. */
export async function portfolio(options: PortfolioOptions, session: Session): Promise<ExitCode> {
  assertUsable(options);
  return withCredentials(session, async (wallet) => {
    const { terminal, settings, environment } = session;
    const chosen = await choosePresentable(options.credentials, wallet);
    const shown = await showCredentials(chosen, { words: wholly }, session);
    explain(
      [...revealedLines(shown, { did: wallet.did, audience: "whoever has the file" }), ""],
      options,
      session,
    );
    if (!(await confirm("A file cannot be taken back. Make the portfolio?", options, session))) {
      terminal.tell("Nothing was made.");
      return exitCodes.no;
    }
    const { makePortfolio } = await import("../portfolio/make-portfolio.ts");
    const holderName = options.name?.trim() ?? ownNameIn(chosen);
    const name = holderName === undefined ? "Portfolio" : `Portfolio of ${holderName}`;
    const made = await makePortfolio(
      shown.map(handedOver),
      { id: `urn:uuid:${randomUuid(environment.random)}`, name, holderName },
      { wallet, session },
    );
    const files = await writeOut(made, { name, holder: wallet.did, options, session });
    terminal.tell(
      [styled("green", "✔ "), `${name}, signed by you: `, styled("bold", files.join(", "))],
      ...portfolioSumLines(made.portfolio, { width: terminal.width }),
    );
    if (settings.json) terminal.printJson({ files, sums: made.portfolio.sums });
    return exitCodes.done;
  });
}

function assertUsable({ name, verifier }: PortfolioOptions): void {
  if (name !== undefined && (name.trim() === "" || name.length > longestName))
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "--name is empty or too long.",
      "Give the name that people know you by.",
    );
  if (verifier !== undefined && !/^https:\/\/[^\s@]{1,500}$/u.test(verifier))
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "--verifier is no https address.",
      "Give one, or leave it out.",
    );
}

/** The person's name, where all credentials that name somebody name the same. */
function ownNameIn(chosen: readonly NumberedCredential[]): string | undefined {
  const names = new Set(chosen.flatMap(({ verification }) => verification.work?.recipientName ?? []));
  const [name] = names;
  return names.size === 1 ? name : undefined;
}

async function writeOut(
  { document, portfolio: verified }: MadePortfolio,
  {
    name,
    holder,
    options,
    session,
  }: { name: string; holder: string; options: PortfolioOptions; session: Session },
): Promise<string[]> {
  const { out = "portfolio", verifier } = options;
  const text = documentText(document);
  const advice = { advice: "Choose another name with --out." };
  const page = async () => {
    const { renderPortfolioPage } = await import("../portfolio/portfolio-page.tsx");
    const madeOn = session.environment.now();
    return renderPortfolioPage({ name, holder, document: text, portfolio: verified, madeOn, verifier });
  };
  if (/\.json$/iu.test(out)) {
    await writeNewFile(out, text, advice);
    return [out];
  }
  if (/\.html?$/iu.test(out)) {
    await writeNewFile(out, await page(), advice);
    return [out];
  }
  await mkdir(out, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new GuidedProblem("ALREADY_EXISTS", "There is such a folder already.", advice.advice);
  });
  const files = [join(out, "portfolio.html"), join(out, "portfolio.json")];
  try {
    await writeNewFile(join(out, "portfolio.html"), await page(), advice);
    await writeNewFile(join(out, "portfolio.json"), text, advice);
  } catch (error) {
    await rm(out, { recursive: true, force: true });
    throw error;
  }
  return files;
}

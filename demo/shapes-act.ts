import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { post } from "./http.ts";
import { expectOutcome } from "./stage.ts";
import { files, type Story } from "./story.ts";

const examples = new URL("../../examples/", import.meta.url);

/** The credential inside a picture, and anybody reads it there. */
export async function bakeBadge({ stage, student }: Story): Promise<void> {
  stage.step("The student puts the credential into a picture", `stint export 1 --png --out ${files.badge}`);
  const baked = await student.stint("export", "1", "--png", "--out", files.badge);
  expectOutcome(baked.code === 0, "a badge is written");
  stage.outcome(files.badge);
  stage.step("Anybody verifies the picture", `stint verify ${files.badge}`);
  const { code, out } = await student.stint("verify", files.badge);
  expectOutcome(code === 0 && out.includes("Verified"), "what is in the picture is verified (exit code 0)");
  stage.outcome(firstLine(out));
}

/** An employer by did:web signs so that its credential can be shown in part; the student shows the work without names. */
export async function showInPart(story: Story, studentDid: string): Promise<void> {
  const { stage, student } = story;
  await issueForParts(story, studentDid);
  const added = await student.stint("add", files.blind);
  expectOutcome(added.code === 0, "the second credential is kept");
  const hide = "name,employer,contact,university";
  stage.step(
    "The student looks at what a recruiter would see without names",
    `stint present 2 --hide ${hide} --preview`,
  );
  const { code, out, error } = await student.stint("present", "2", "--hide", hide, "--preview");
  stage.screen(out + error);
  expectOutcome(code === 0 && !(out + error).includes(privateName), "what is hidden is not in what is shown");
}

/** Several credentials as one page, whose sums anybody can do again. */
export async function makePortfolio({ stage, student }: Story): Promise<void> {
  stage.step(
    "The student combines both credentials into a portfolio: a page that needs no network",
    `stint portfolio 1 2 --out ${files.portfolio} --yes`,
  );
  const made = await student.stint("portfolio", "1", "2", "--out", files.portfolio, "--yes");
  expectOutcome(made.code === 0, "the portfolio is written");
  stage.screen(made.error);
  stage.step(
    "Anybody verifies it: each credential by itself, and the sums from them",
    `stint verify ${files.portfolio}`,
  );
  const { code, out } = await student.stint("verify", files.portfolio);
  expectOutcome(code === 0 && out.includes("Verified"), "the portfolio is verified (exit code 0)");
  stage.outcome(firstLine(out));
}

const privateName = "Amara Okafor";

async function issueForParts({ stage, folder, issuer, adminToken }: Story, did: string): Promise<void> {
  stage.step(
    "Another employer, by did:web, makes a P-256 key and issues so that parts can be left out",
    'curl … -d \'{"keyType": "P-256"}\' $ISSUER/issuers/havn/signing-keys; … "selectiveDisclosure": "ecdsa-sd-2023"',
  );
  const call = async (path: string, body: JsonObject, token: string) => {
    const answer = await post(`${issuer.url}${path}`, body, { authorization: `Bearer ${token}` });
    expectOutcome(answer.status === 201, `${path} answers 201, not ${answer.status}`);
    return answer.body;
  };
  const profile = { name: "Havn Data AS", url: "https://havn.example", official: "Ida Berg, Team Lead" };
  const created = await call("/issuers", { slug: "havn", did: "web", profile }, adminToken);
  const apiKey = String(created.apiKey);
  await call("/issuers/havn/signing-keys", { keyType: "P-256" }, apiKey);
  const work = JSON.parse(await readFile(new URL("achievement.json", examples), "utf8")) as JsonObject;
  const achievement = { ...work, selectiveDisclosure: "ecdsa-sd-2023" };
  const { id } = await call("/issuers/havn/achievements", achievement, apiKey);
  const text = await readFile(new URL("completion.json", examples), "utf8");
  const completion = JSON.parse(text.replace("ACHIEVEMENT_ID", String(id))) as JsonObject;
  const { offer: _, ...done } = completion;
  const recipient = { did, name: privateName };
  const { verifiableCredential } = await call("/issuers/havn/completions", { ...done, recipient }, apiKey);
  await writeFile(join(folder, files.blind), `${JSON.stringify(verifiableCredential, null, 2)}\n`);
  stage.outcome(files.blind);
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/^✔ /u, "");
}

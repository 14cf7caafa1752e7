import type { CompletionInput } from "../../completions/completion-input.ts";
import type { AchievementContent, CompletionFacts, Recipient } from "../../completions/records.ts";
import { filledRows, textOf } from "../form-rows.ts";

const secondsPerDay = 86_400;

/** What a form says about a completion, before anything is checked; `rows` tells which row of the form each entry of a list came from. */
export function completionIn(
  values: URLSearchParams,
  achievement: { id: string; content: AchievementContent },
): { input: CompletionInput; rows: Map<string, number[]> } {
  const reference = textOf(values, "reference");
  const recipient = recipientIn(values);
  const rated = ratedIn(values, achievement.content);
  const evidence = filledRows(values, "facts.evidence", ["name", "digestMultibase", "description"] as const);
  const input = {
    achievementId: achievement.id,
    recipient,
    facts: factsIn(values, {
      rubrics: rated.map(({ name, achieved }) => ({ name, achieved })),
      evidence: evidence.map(({ texts: { name, digestMultibase, description } }) => ({
        name,
        digestMultibase: multibaseOf(digestMultibase),
        ...(description !== "" && { description }),
      })),
    }),
    ...(reference !== "" && { reference }),
    ...handoverIn(values, recipient),
    ...(values.get("approval") === "yes" && { approval: "awaited" as const }),
  };
  const rows = new Map([
    ["facts.rubrics", rated.map(({ row }) => row)],
    ["facts.evidence", evidence.map(({ row }) => row)],
  ]);
  return { input, rows };
}

/** Whom a form says that a completion is for. */
export function recipientIn(values: URLSearchParams): Recipient {
  const [name, email, did] = ["recipient.name", "recipient.email", "recipient.did"].map((field) =>
    textOf(values, field),
  );
  return { ...(did && { did }), ...(email && { email }), ...(name && { name }) };
}

/** How a form says that a completion comes to the student: an offer, or the credential at once. */
export function handoverIn(
  values: URLSearchParams,
  { did }: Recipient,
): Pick<CompletionInput, "offer" | "issueNow"> {
  if (did !== undefined) return {};
  if (values.get("handover") === "now") return { issueNow: true };
  const days = Number(textOf(values, "days") || "14");
  return {
    offer: {
      transactionCode: values.get("handover") === "code",
      expiresInSeconds: days * secondsPerDay,
      sendMail: values.get("sendMail") === "yes",
    },
  };
}

function factsIn(
  values: URLSearchParams,
  { rubrics, evidence }: Required<Pick<CompletionFacts, "rubrics" | "evidence">>,
): CompletionFacts {
  const text = (name: keyof CompletionFacts) => textOf(values, `facts.${name}`);
  const [role, hours, paid, rating, supervisor] = [
    text("role"),
    text("estimatedHours"),
    text("paidFairly"),
    text("rating"),
    text("supervisor"),
  ];
  const [start, end, validUntil] = [text("start"), text("end"), text("validUntil")];
  const [name, id, url] = ["name", "id", "url"].map((member) => textOf(values, `facts.source.${member}`));
  return {
    ...(role && { role }),
    ...(start && { start: `${start}T00:00:00Z` }),
    ...(end && { end: `${end}T00:00:00Z` }),
    ...(hours && { estimatedHours: Number(hours.replace(",", ".")) }),
    ...((paid === "yes" || paid === "no") && { paidFairly: paid === "yes" }),
    // Any other number is refused with the rest of the facts.
    ...(rating && { rating: Number(rating) as NonNullable<CompletionFacts["rating"]> }),
    ...(rubrics.length > 0 && { rubrics }),
    ...(evidence.length > 0 && { evidence }),
    ...((name || id || url) && { source: { id: id || url || "", name: name ?? "", ...(url && { url }) } }),
    ...(supervisor && { supervisor }),
    ...(validUntil && { validUntil: `${validUntil}T23:59:59Z` }),
  };
}

function ratedIn(values: URLSearchParams, { rubrics = [] }: AchievementContent) {
  return rubrics.flatMap(({ name }, row) => {
    const achieved = textOf(values, `facts.rubrics.${row}.achieved`);
    return achieved === "" ? [] : [{ row, name, achieved }];
  });
}

/** People have a file's SHA-256 in hexadecimal; the credential holds it as a multihash in base64url. */
function multibaseOf(digest: string): string {
  if (!/^[0-9a-f]{64}$/i.test(digest)) return digest;
  return `u${Buffer.concat([Buffer.of(0x12, 0x20), Buffer.from(digest, "hex")]).toString("base64url")}`;
}

import { Problem } from "../../core/problem/problem.ts";
import type { AskFields } from "../pages/ask-page.tsx";
import type { Asking } from "./ask-for-work.ts";
import { askingSchema, toAsking } from "./request-schema.ts";

/** What was filled into the form, to be shown again when it cannot be asked. */
export function readAskFields(form: URLSearchParams): AskFields {
  const field = (name: string) => form.get(name) ?? "";
  return {
    issuers: form.getAll("issuer"),
    otherIssuers: field("otherIssuers"),
    skills: field("skills"),
    months: field("months").trim(),
    format: field("format") || "either",
    identity: field("identity"),
    encrypted: form.has("encrypted"),
  };
}

/** What the fields ask for. @throws Problem `INVALID_REQUEST`, naming the first field that is wrong. */
export function toWanted(fields: AskFields): Asking {
  const result = askingSchema.safeParse({
    issuers: [...fields.issuers, ...linesOf(fields.otherIssuers)],
    skills: linesOf(fields.skills),
    ...(fields.months !== "" && { maximumAgeMonths: Number(fields.months) }),
    format: fields.format,
    ...(fields.identity !== "" && { identity: fields.identity }),
    encrypted: fields.encrypted,
  });
  if (result.success) return { ...toAsking(result.data), byBrowser: true };
  const [place] = result.error.issues[0]?.path ?? [];
  throw new Problem("INVALID_REQUEST", troubles[String(place)] ?? "One of the choices is not known here.");
}

const troubles: Record<string, string> = {
  issuers: "The issuers: each line must be a DID, such as did:web:employer.example; 20 at most.",
  skills: "The skills: 20 at most, each with 200 characters at most.",
  maximumAgeMonths: "The months must be a whole number from 1 to 600.",
};

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

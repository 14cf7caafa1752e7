import { titleOf } from "../credentials/credential-facts.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential } from "../store/wallet-records.ts";

/** As it was issued, as a picture that holds it, or as paper. */
export type ExportForm = "json" | "jwt" | "png" | "svg" | "pdf";

/** Which forms were asked for, each by an option of its name. */
export type FormWords = { readonly [form in ExportForm]?: boolean | undefined };

const longestName = 60;

/**
 * The one form that a person asks for. `--json` also means "answer programs", as everywhere; beside another form it means only that.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for none and for several.
 */
export function chosenForm({ json, ...words }: FormWords): ExportForm {
  const others = (["jwt", "png", "svg", "pdf"] as const).filter((form) => words[form]);
  const [form, ...more] = others.length > 0 ? others : json ? (["json"] as const) : [];
  if (form !== undefined && more.length === 0) return form;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    form === undefined ? "As what?" : "One form at a time.",
    "Say --json or --jwt (as it was issued), --png or --svg (a badge), or --pdf (a certificate to print).",
  );
}

/** A file name for a picture or paper, made of the plain letters in the credential's title. */
export function fileNameFor({ verification }: HeldCredential, form: ExportForm): string {
  const words = titleOf(verification)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .match(/[a-z0-9]+/g);
  return `${words?.join("-").slice(0, longestName).replace(/-$/, "") ?? "credential"}.${form}`;
}

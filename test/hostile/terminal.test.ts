import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { type Bench, benchWithWallet, issuedExample, issuedTo } from "../support/stint.ts";
import { employer } from "../support/world.ts";

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const attacks = {
  "a screen wiped and rewritten": "\u001b[2J\u001b[1;1H✔ Verified, issued by NASA",
  "a window title (OSC 0)": "\u001b]0;owned\u0007",
  "the clipboard (OSC 52)": "\u001b]52;c;cm0gLXJmIH4=\u001b\\",
  "a link to elsewhere (OSC 8)": "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
  "C1 controls": "\u009b2J\u009d0;owned\u009c",
  "a right-to-left override": "\u202egnp.exe\u2066",
  "zero-width characters": "Har\u200bbour\u2060\ufeff",
  "a line of its own": "x\n✔ Verified, issued by NASA\r\n",
  "a line overwritten": "revoked\rin force\b\b",
} as const;

/** Everything that acts on a terminal, line feeds apart. */
const harmful = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The example with the attack in every text that is no identifier, signed by an employer who means harm. */
async function poisoned(attack: string): Promise<JsonObject> {
  const { proof: _, ...example } = await issuedExample(desk.did);
  return signCredential(poison(example, attack) as JsonObject, {
    signer: employer.signer,
    created: new Date("2026-10-01T00:00:00Z"),
  });
}

const texts = new Set(
  "name description narrative role official humanCode fieldOfStudy specialization tag targetName targetFramework identityHash value genre audience status".split(
    " ",
  ),
);

function poison(value: JsonValue, attack: string, member = ""): JsonValue {
  if (typeof value === "string")
    return texts.has(member) && value !== "Completed" ? `${value}${attack}` : value;
  if (Array.isArray(value)) return value.map((item) => poison(item, attack, member));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, poison(inner, attack, name)]),
  );
}

describe.each(Object.entries(attacks))("a credential with %s in every text field", (_, attack) => {
  test("is shown without any of it, by every command, and goes to programs unchanged in value", async () => {
    const credential = await poisoned(attack);
    const file = await desk.file("credential.json", credential);
    const purpose = ["--challenge", "c", "--domain", "d"];
    const commands = [
      ["add", file],
      ["list"],
      ["list", "--json"],
      ["show", "1"],
      ["show", "1", "--json"],
      ["status", "1"],
      ["present", "1", ...purpose],
      ["verify", file],
      ["verify", file, "--json"],
      ["remove", "1"],
    ];
    for (const args of commands) {
      const { out, error, asked, code } = await desk.stint(args, { answers: ["y"] });
      expect(code, `${args[0]}: ${error}`).toBe(0);
      for (const text of [out, error, ...asked]) expect(text, args.join(" ")).not.toMatch(harmful);
      if (args.join(" ") === "show 1 --json") expect(JSON.parse(out)).toEqual(credential);
      if (args.includes("--json") || args[0] === "present") continue;
      // Words of the attacker may stand there, but never with our mark, nor where our verdicts begin.
      expect(out + error).not.toMatch(/✔ Verified, issued by NASA|^Verified, issued by NASA/mu);
    }
  });
});

describe("text that an attacker chooses elsewhere", () => {
  test("in a file name, a challenge or a domain does nothing to the terminal", async () => {
    await desk.stint(["add", await desk.file("credential.json", await issuedTo(desk.did))]);
    const attack = Object.values(attacks).join("");
    const purpose = ["--challenge", attack, "--domain", attack];
    for (const args of [
      ["add", attack],
      ["show", attack],
      ["present", "1", ...purpose],
    ]) {
      const { out, error } = await desk.stint(args);
      expect(out + error).not.toMatch(harmful);
    }
  });

  test("in a document that cannot be read does nothing to the terminal", async () => {
    for (const attack of Object.values(attacks)) {
      const input = JSON.stringify({ [attack]: attack, "@context": attack, type: [attack], issuer: attack });
      for (const options of [[], ["--json"]]) {
        const { out, error } = await desk.stint(["verify", "-", ...options], { input });
        expect(out + error).not.toMatch(harmful);
      }
    }
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";
import { employer, issued, presented, unsigned } from "../../support/world.ts";

let desk: Bench;
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const schema = {
  $id: "https://schemas.example/email.json",
  $schema: "https://json-schema.org/draft/2020-12/schema",
  properties: { credentialSubject: { required: ["emailAddress"] } },
};
const draft = {
  credentialSchema: { id: schema.$id, type: "JsonSchema" },
  credentialSubject: { emailAddress: "a@b.example" },
};
const [subject] = [unsigned().credentialSubject as JsonObject];
const unmade = {
  ...unsigned(),
  credentialSubject: { ...subject, achievement: undefined, result: undefined },
};

describe("stint validate", () => {
  async function validate(credential: unknown, schemas: unknown[] = [], ...options: string[]) {
    const files = await Promise.all(schemas.map((one, index) => desk.file(`schema-${index}.json`, one)));
    const file = await desk.file("credential.json", credential);
    return desk.stint(["validate", file, ...files.flatMap((path) => ["--schema", path]), ...options]);
  }

  test("holds a badge against the profile of badges without being told, signed or not", async () => {
    const good = await validate(unsigned());
    expect(good.code).toBe(0);
    expect(good.out).toContain("✔ It has the form that is demanded");
    const bad = await validate(unmade);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain("/credentialSubject/achievement is missing");
    expect(bad.out.replace(/\s+/g, " ")).toContain("(Open Badges 3.0, B.1.3 AchievementSubject)");
    expect((await validate(await issued())).code).toBe(0);
  });

  test("takes a VC-JWT apart, and no presentation", async () => {
    const jwt = await createCredentialJwt(unsigned(), { signer: employer.signer });
    expect((await validate(jwt)).code).toBe(0);
    expect((await validate(await presented([await issued()]))).code).toBe(2);
  });

  test("holds anything against the schemas that it names and that are given (VC JSON Schema, 2.1)", async () => {
    expect((await validate(draft, [schema])).code).toBe(0);
    const bad = await validate({ ...draft, credentialSubject: {} }, [schema], "--json");
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      outcome: "invalid",
      schemas: [{ id: schema.$id, outcome: "invalid", findings: [{ member: "/credentialSubject" }] }],
    });
  });

  test.each<[string, unknown, unknown[], number]>([
    ["a schema that is named and not given", draft, [], 3],
    [
      "a schema that is given and not named",
      draft,
      [{ ...schema, $id: "https://schemas.example/other.json" }],
      1,
    ],
    ["a type that is not known", { credentialSchema: { id: schema.$id, type: "ShEx" } }, [], 3],
    [
      "a schema that is named as something else",
      { credentialSchema: { id: schema.$id, type: "ShEx" } },
      [schema],
      1,
    ],
    ["another version of JSON Schema", draft, [{ ...schema, $schema: "https://v.example/" }], 3],
    ["a file without $id", draft, [{ $schema: schema.$schema }], 2],
    ["a file that is no JSON", draft, ["{"], 2],
    ["two files with one name", draft, [schema, schema], 2],
    ["nothing to hold it against", {}, [], 2],
  ])("exits as it must for %s", async (_name, credential, schemas, code) => {
    expect((await validate(credential, schemas)).code).toBe(code);
  });

  test("with --profile tells anything what a badge must have", async () => {
    expect((await validate(draft, [schema], "--profile", "ob3")).out).toContain("/type is missing");
    expect((await validate(draft, [schema], "--profile", "ob2")).code).toBe(2);
  });
});

describe("stint verify", () => {
  test("with --profile tells whether an authentic badge conforms, and exits 1 when it does not", async () => {
    const good = await desk.stint(["verify", await desk.file("a.json", await issued()), "--profile", "ob3"]);
    expect([good.code, good.out.includes("Open Badges 3.0: conforms")]).toEqual([0, true]);
    const result = [{ type: ["Result"], resultDescription: "urn:uuid:nowhere" }];
    const odd = await issued({ credentialSubject: { ...subject, result } });
    const file = await desk.file("b.json", odd);
    expect((await desk.stint(["verify", file])).code).toBe(0);
    const bad = await desk.stint(["verify", file, "--profile", "ob3", "--json"]);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      verified: true,
      profile: { name: "ob3", findings: [{ member: "/credentialSubject/result/0/resultDescription" }] },
    });
  });

  test("with --schema measures a credential that names it; without, the schema is not known, and never a yes", async () => {
    const context = unsigned()["@context"] as string[];
    const { credentialSchema } = draft;
    const file = await desk.file("c.json", await issued({ "@context": context, credentialSchema }));
    const without = await desk.stint(["verify", file]);
    expect(without.code).toBe(0);
    expect(without.out.replace(/\s+/g, " ")).toContain(`Schema ${schema.$id}: not known here`);
    expect(without.out).toContain("– It has the form that its schema demands: does not apply");
    const given = await desk.file("schema.json", schema);
    const violated = await desk.stint(["verify", file, "--schema", given]);
    expect(violated.code).toBe(1);
    expect(violated.out).toContain("✘ It has the form that its schema demands: no");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../web/openapi.ts";
import { postJson, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";

let verifier: RunningVerifier;
let document: OpenApiDocument;
beforeAll(async () => {
  verifier = await runVerifier();
  document = (await (await fetch(`${verifier.url}/openapi.json`)).json()) as OpenApiDocument;
});
afterAll(() => verifier.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe("the OpenAPI 3.1 document", () => {
  it("declares the routes of the HTTP contract", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(operations().map(({ path, method }) => `${method} ${path}`)).toEqual([
      "post /credentials/verify",
      "post /presentations/verify",
      "post /badges/verify",
      "post /challenges",
      "get /1.0/identifiers/{did}",
      "get /trust/lists",
      "post /trust/lists",
      "get /trust/lists/{id}",
      "patch /trust/lists/{id}",
      "delete /trust/lists/{id}",
      "post /trust/lists/{id}/issuers",
      "delete /trust/lists/{id}/issuers/{did}",
      "post /trust/lists/{id}/refresh",
      "post /presentation-requests",
      "get /presentation-requests/{id}/result",
      "post /exchanges/{id}",
      "post /shares",
      "get /shares/{id}",
      "delete /shares/{id}",
    ]);
  });

  it("gives each operation a name of its own, a summary and described responses", () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operation } of operations()) {
      expect(operation.summary).not.toBe("");
      for (const response of Object.values(operation.responses)) expect(response.description).not.toBe("");
    }
  });

  it("has a target for every reference", () => {
    for (const [, reference = ""] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const target = reference
        .slice(2)
        .split("/")
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
      expect(target, reference).toBeDefined();
    }
  });

  it("requires of a body what the service requires", async () => {
    const body =
      document.paths["/credentials/verify"]?.post?.requestBody?.content["application/json"]?.schema;
    expect(body).toMatchObject({ type: "object", required: ["verifiableCredential"] });
    expect((await postJson(`${verifier.url}/credentials/verify`, {})).status).toBe(400);
  });

  it("is readable at /docs, every operation of it", async () => {
    const html = await (await fetch(`${verifier.url}/docs`)).text();
    for (const { path, method } of operations()) expect(html).toContain(`${method.toUpperCase()} ${path}`);
  });
});

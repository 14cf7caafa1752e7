import { beforeAll, describe, expect, it } from "vitest";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Change, inParts, proofCheck, refused, setting } from "../../support/altered-parts.ts";
import { componentsOf, withComponents } from "../../support/cbor-proof.ts";

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)("the proofValue of a derived %s proof", (suite) => {
  let shown: JsonObject;
  beforeAll(async () => {
    ({ shown } = await inParts(suite));
  });

  const labels = suite === "bbs-2023" ? 1 : 3;
  const mandatory = suite === "bbs-2023" ? 2 : 4;
  it.each<[name: string, change: Change]>([
    ["labels in a list", setting(labels, () => [])],
    ["no labels", setting(labels, () => new Map())],
    ["a label missing", setting(labels, (map: Map<number, unknown>) => new Map([...map].slice(0, -1)))],
    [
      "a label more",
      setting(labels, (map: Map<number, unknown>) => new Map([...map, [map.size, otherLabel(suite)]])),
    ],
    [
      "a gap among its labels",
      setting(
        labels,
        (map: Map<number, unknown>) => new Map([...map].map(([key, label]) => [key === 0 ? 9 : key, label])),
      ),
    ],
    [
      "a label below zero",
      setting(
        labels,
        (map: Map<number, unknown>) => new Map([...map].map(([key, label]) => [key === 0 ? -1 : key, label])),
      ),
    ],
    [
      "a label named by a text",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key, label]) => [key === 0 ? "0" : key, label])),
      ),
    ],
    [
      "one label for two nodes",
      setting(labels, (map: Map<number, unknown>) => new Map([...map].map(([key]) => [key, map.get(0)]))),
    ],
    [
      "two labels exchanged",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key]) => [key, map.get(key < 2 ? 1 - key : key)])),
      ),
    ],
    [
      "a label of another kind",
      setting(
        labels,
        (map: Map<number, unknown>) =>
          new Map([...map].map(([key, label]) => [key, key === 0 ? "b0" : label])),
      ),
    ],
    ["no mandatory statements", setting(mandatory, () => [])],
    ["a mandatory statement less", setting(mandatory, (indexes: number[]) => indexes.slice(1))],
    [
      "another mandatory statement",
      setting(mandatory, (indexes: number[]) => indexes.with(-1, Math.max(...indexes) + 1)),
    ],
    ["a mandatory statement that is not there", setting(mandatory, (indexes: number[]) => [...indexes, 99])],
    ["a mandatory statement below zero", setting(mandatory, (indexes: number[]) => [-1, ...indexes])],
    ["a mandatory statement twice", setting(mandatory, (indexes: number[]) => [indexes[0], ...indexes])],
    ["mandatory statements out of order", setting(mandatory, (indexes: number[]) => indexes.toReversed())],
    ["a mandatory statement at a fraction", setting(mandatory, (indexes: number[]) => [0.5, ...indexes])],
    ["a mandatory statement as text", setting(mandatory, (indexes: number[]) => indexes.map(String))],
  ])("is refused with %s", async (_name, change) => {
    const components = componentsOf(shown);
    const changed = change(components);
    expect(changed).not.toEqual(components);
    expect(await proofCheck(withComponents(shown, changed))).toMatchObject(refused);
  });
});

function otherLabel(suite: DisclosureSuiteName): unknown {
  return suite === "bbs-2023" ? 77 : new Uint8Array(32).fill(77);
}

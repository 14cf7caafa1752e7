import { describe, expect, it } from "vitest";
import { achievementImage, pngOfDataUrl } from "../../../core/badge/achievement-image.ts";
import { openCredential } from "../../../core/credential/open-credential.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { unsigned } from "../../support/world.ts";

async function named(image: JsonValue): Promise<string | undefined> {
  const credentialSubject = unsigned().credentialSubject as JsonObject;
  const achievement = { ...(credentialSubject.achievement as JsonObject), image };
  const credential = unsigned({ credentialSubject: { ...credentialSubject, achievement } });
  return achievementImage((await openCredential(credential, "all")).statement);
}

const data = `data:image/png;base64,${Buffer.from("\x89PNG", "latin1").toString("base64")}`;

describe("the picture that a credential names (Open Badges 3.0, Achievement.image)", () => {
  it("is told by its address", async () => {
    expect(await named({ id: data, type: "Image" })).toBe(data);
    expect(await named({ id: "https://x.example/a.png", type: "Image", caption: "A" })).toBe(
      "https://x.example/a.png",
    );
  });

  it("is none when there is none, and none of several", async () => {
    expect(achievementImage((await openCredential(unsigned(), "all")).statement)).toBeUndefined();
    const two = ["https://x.example/1", "https://x.example/2"].map((id) => ({ id, type: "Image" }));
    expect(await named(two)).toBeUndefined();
  });

  it.each<[string, string | undefined]>([
    [data, "\x89PNG"],
    ["data:image/png;base64,", undefined],
    ["data:image/png,%89PNG", undefined],
    ["data:image/svg+xml;base64,PHN2Zy8+", undefined],
    ["data:image/png;charset=x;base64,AAAA", undefined],
    ["data:image/png;base64,AA AA", undefined],
    ["https://x.example/a.png", undefined],
  ])("in %j has bytes only as a PNG in a data: URL", (address, bytes) => {
    const found = pngOfDataUrl(address);
    expect(found && Buffer.from(found).toString("latin1")).toBe(bytes);
  });
});

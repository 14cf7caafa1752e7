import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificate } from "../../../verifier/openid/certificate.ts";
import { openRequests } from "../../../verifier/requests/open-requests.ts";
import { makeSelfSignedCertificate } from "../../support/self-signed.ts";

const certificate = makeSelfSignedCertificate("verifier.example");
const other = makeSelfSignedCertificate("verifier.example");
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "stint-certificate-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

const pem = (key: ReturnType<typeof generateKeyPairSync>["privateKey"]) =>
  String((key as unknown as { export(options: object): string }).export({ type: "pkcs8", format: "pem" }));

describe.skipIf(certificate === undefined)(
  "the certificate that requests are signed with (x509_san_dns)",
  () => {
    const { cert, key } = certificate ?? { cert: "", key: "" };
    const read = async (changes: { cert?: string; key?: string; publicHost?: string; now?: Date } = {}) =>
      readCertificate({
        chainFile: await file("chain.pem", changes.cert ?? cert),
        keyFile: await file("key.pem", changes.key ?? key),
        publicHost: changes.publicHost ?? "verifier.example",
        now: changes.now ?? new Date(),
      });

    it("names the public host, and stands in x5c as base64 DER", async () => {
      const { dnsName, chain } = await read();
      expect(dnsName).toBe("verifier.example");
      expect(chain).toEqual([cert.replace(/-----[A-Z ]+-----|\s/g, "")]);
    });

    it.each<[string, Parameters<typeof read>[0], string]>([
      ["names another host", { publicHost: "other.example" }, "does not name the host"],
      ["names no address", { publicHost: "127.0.0.1" }, "does not name the host"],
      ["is over", { now: new Date(Date.now() + 3 * 86_400_000) }, "not in force"],
      ["has not begun", { now: new Date(Date.now() - 86_400_000) }, "not in force"],
      ["comes with another key", { key: other?.key ?? "" }, "not the key of the first"],
      [
        "comes with an RSA key",
        { key: pem(generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey) },
        "not a P-256 key",
      ],
      ["comes with no key", { key: "nothing" }, "no private key in PEM"],
      ["is none", { cert: "nothing" }, "holds no certificate"],
      ["is broken", { cert: cert.replace(/\n[A-Za-z0-9+/]{64}\n/, "\n") }, "is no certificate"],
      [
        "is followed by one that did not sign it",
        { cert: cert + (other?.cert ?? "") },
        "not signed by the next",
      ],
      ["is one of many", { cert: cert.repeat(11) }, "too many"],
    ])("is refused at the start when it %s", async (_what, changes, words) => {
      await expect(read(changes)).rejects.toMatchObject({
        code: "CONFIGURATION",
        message: expect.stringContaining(words),
      });
    });

    it("belongs together with its key and the public URL", async () => {
      const settings = { chainFile: "chain.pem", keyFile: undefined, publicUrl: "https://verifier.example" };
      const options = {
        dataDirectory: directory,
        publicUrl: () => "",
        now: () => new Date(),
        random: () => new Uint8Array(16),
      };
      await expect(
        openRequests({ ...options, certificate: settings, verifier: undefined as never }),
      ).rejects.toMatchObject({ code: "CONFIGURATION" });
    });

    it("is refused when its file is not there", async () => {
      const files = {
        chainFile: join(directory, "none.pem"),
        keyFile: "none",
        publicHost: "a.example",
        now: new Date(),
      };
      await expect(readCertificate(files)).rejects.toMatchObject({ code: "CONFIGURATION" });
    });
  },
);

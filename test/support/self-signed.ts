import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a self-signed certificate for a host with the openssl program, since Node makes none; gives undefined where there
 * is no such program.
 */
export function makeSelfSignedCertificate(dnsName = "localhost"): { key: string; cert: string } | undefined {
  const directory = mkdtempSync(join(tmpdir(), "stint-test-"));
  const key = join(directory, "key.pem");
  const cert = join(directory, "cert.pem");
  const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test";
  const names = ["-addext", `subjectAltName=DNS:${dnsName}`];
  try {
    const made = spawnSync("openssl", [...request.split(" "), ...names, "-keyout", key, "-out", cert]);
    return made.status === 0
      ? { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") }
      : undefined;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

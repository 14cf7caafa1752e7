// Copies what tsc does not compile (styles, icons) next to the compiled services.
import { cpSync, existsSync } from "node:fs";

for (const service of ["web", "issuer", "verifier"]) {
  const source = `${service}/assets`;
  if (!existsSync(source)) continue;
  cpSync(source, `dist/${source}`, { recursive: true, filter: (path) => !path.endsWith(".ts") });
}

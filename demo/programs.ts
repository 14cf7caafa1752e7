import { fileURLToPath } from "node:url";

/** The built programs that the demo runs as processes of their own, by path. */
export const programs = {
  issuer: fileURLToPath(new URL("../issuer/main.js", import.meta.url)),
  verifier: fileURLToPath(new URL("../verifier/main.js", import.meta.url)),
  wallet: fileURLToPath(new URL("../wallet-cli/main.js", import.meta.url)),
};

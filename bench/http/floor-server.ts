// The least that a service for the same requests does: Express, parsing, SHA-256, Ed25519 by node:crypto, and nothing else.
import { createHash, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import express from "express";
import { floorKeys } from "./floor-keys.ts";

const [listFile = ""] = process.argv.slice(2);
const list = readFileSync(listFile);
const tag = `"${createHash("sha256").update(list).digest("base64url")}"`;
const { privateKey, publicKey } = floorKeys();
const digests = new WeakMap<object, Buffer>();

const app = express();
app.disable("x-powered-by");
app.use(
  express.json({
    limit: "256kb",
    verify: (request, _response, bytes) => {
      digests.set(request, createHash("sha256").update(bytes).digest());
    },
  }),
);

app.post("/verify", (request, response) => {
  const signature = Buffer.from(request.get("signature") ?? "", "base64url");
  const verified = verify(null, digests.get(request) ?? Buffer.alloc(0), publicKey, signature);
  response.status(verified ? 200 : 422).json({ verified });
});

app.post("/issue", (request, response) => {
  const { credential } = request.body as { credential: object };
  const proofValue = sign(null, digests.get(request) ?? Buffer.alloc(0), privateKey).toString("base64url");
  response.status(201).json({ verifiableCredential: { ...credential, proof: [{ proofValue }] } });
});

// Express itself answers 304 to who has this entity tag.
app.get("/status", (_request, response) => {
  response.set("ETag", tag).type("application/vc").send(list);
});

app.get("/health/ready", (_request, response) => {
  response.json({ status: "ready" });
});

app.listen(Number(process.env.STINT_PORT), "127.0.0.1");

// What a service around the usual library comes to: Express, parsing, @digitalbazaar/vc. It asks for no status and stores nothing.
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate } from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue, verifyCredential } from "@digitalbazaar/vc";
import express from "express";
import { loadOffline as documentLoader } from "../libraries/contenders/documents-offline.ts";

const keyPair = await generate({ seed: new Uint8Array(32).fill(7) });
const { publicKeyMultibase } = await keyPair.export({ publicKey: true });
const did = `did:key:${publicKeyMultibase}`;
const signer = { ...keyPair.signer(), id: `${did}#${publicKeyMultibase}` };
const verifying = new DataIntegrityProof({ cryptosuite });
const checkStatus = async () => ({ verified: true });

const app = express();
app.use(express.json({ limit: "256kb" }));

app.post("/verify", async (request, response) => {
  const { verifiableCredential: credential } = request.body as { verifiableCredential: object };
  const now = new Date();
  const { verified } = await verifyCredential({
    credential,
    suite: verifying,
    documentLoader,
    checkStatus,
    now,
  });
  response.status(verified ? 200 : 422).json({ verified });
});

app.post("/issue", async (request, response) => {
  const { credential } = request.body as { credential: { issuer: object } };
  const own = { ...credential, issuer: { ...credential.issuer, id: did } };
  const suite = new DataIntegrityProof({ cryptosuite, signer, date: new Date() });
  response
    .status(201)
    .json({ verifiableCredential: await issue({ credential: own, suite, documentLoader }) });
});

app.get("/health/ready", (_request, response) => {
  response.json({ status: "ready" });
});

app.listen(Number(process.env.STINT_PORT), "127.0.0.1");

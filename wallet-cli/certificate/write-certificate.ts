import { defaultPicture } from "../badge/default-picture.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { documentText } from "../terminal/json-text.ts";
import { Faces } from "../typesetting/faces.ts";
import { certificateFacts } from "./certificate-facts.ts";
import { drawCertificate } from "./draw-certificate.ts";
import type { WayToCheck } from "./draw-check.ts";
import { Sheet } from "./sheet.ts";

export interface CertificateOptions {
  check: WayToCheck;
  /** Of the document: the same credential at the same moment gives the same bytes. */
  created: Date;
  /** The person's own font, for scripts that the wallet's fonts lack. */
  font: Uint8Array | undefined;
}

/** A certificate to print, as a PDF with the signed credential attached, and what a person should know about it. */
export async function writeCertificate(
  held: HeldCredential,
  { check, created, font }: CertificateOptions,
): Promise<{ bytes: Uint8Array; notes: string[] }> {
  const facts = certificateFacts(held);
  const faces = new Faces(font);
  const sheet = new Sheet({ title: facts.title, author: facts.employer, created }, faces);
  const subject = { name: facts.title, issuerName: facts.employer };
  const { bytes: picture } = await defaultPicture(subject, { kind: "png", font });
  drawCertificate(sheet, facts, { picture, check });
  const isJwt = typeof held.credential === "string";
  sheet.doc.file(Buffer.from(documentText(held.credential)), {
    name: isJwt ? "credential.jwt" : "credential.json",
    type: isJwt ? "application/vc+jwt" : "application/json",
    description: "The signed credential: this is what can be verified",
    creationDate: created,
    modifiedDate: created,
  });
  const said = [
    facts.title,
    facts.employer,
    facts.student,
    facts.description,
    ...facts.facts.flat(),
    ...facts.results.flat(),
  ];
  const isComplete = faces.cover([...said, ...facts.skills].join(" "));
  const note = "Some characters are printed as empty boxes: no font here has them. Bring one with --font.";
  return { bytes: await sheet.finish(), notes: isComplete ? [] : [note] };
}

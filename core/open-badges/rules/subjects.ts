import { isJsonObject } from "../../json/json-value.ts";
import { type ClassRule, objectsOf } from "./class-rule.ts";

/** B.1.3: "Either `id` or at least one `identifier` MUST be supplied." */
export const subjectIsIdentified: ClassRule = (subject, report) => {
  if (subject.id === undefined && objectsOf(subject, "identifier").length === 0) {
    report(["id"], "is missing, and so is an identifier in its place");
  }
};

/** An IdentityHash names its algorithm, MD5 or SHA-256, and is in hexadecimal. */
const identityHash = /^(?:sha256\$[0-9A-Fa-f]{64}|md5\$[0-9A-Fa-f]{32})$/;

/** B.1.12: what is said to be hashed is a hash. */
export const identityIsHashed: ClassRule = ({ hashed, identityHash: hash }, report) => {
  if (hashed === true && typeof hash === "string" && !identityHash.test(hash)) {
    report(["identityHash"], 'must be "sha256$" or "md5$" and the hash in hexadecimal');
  }
};

/** B.1.6: whoever reads a badge must be able to learn what it stands for. */
export const criteriaSaySomething: ClassRule = ({ id, narrative }, report) => {
  if (id === undefined && narrative === undefined) report([], "must have an id or a narrative");
};

/** B.1.3, B.1.14: an image is a PNG or an SVG; of an image elsewhere only fetching it would tell. */
export const imageIsPngOrSvg: ClassRule = ({ image }, report) => {
  const id = isJsonObject(image) ? image.id : undefined;
  if (typeof id !== "string" || !/^data:/i.test(id)) return;
  if (!/^data:image\/(?:png|svg\+xml)[;,]/i.test(id)) report(["image", "id"], "must be a PNG or an SVG");
};

/** B.1.24: a proof of a credential asserts something. */
export const proofAsserts: ClassRule = ({ proofPurpose }, report) => {
  if (typeof proofPurpose === "string" && proofPurpose !== "assertionMethod") {
    report(["proofPurpose"], 'must be "assertionMethod"');
  }
};

import type { AuditAction } from "../../store/records.ts";

const words: Partial<Record<AuditAction, string>> = {
  "issuer.created": "Employer set up",
  "api-key.created": "API key created",
  "api-key.revoked": "API key revoked",
  "signing-key.created": "Signing key of another type made",
  "signing-key.rotated": "New signing key",
  "signing-key.revoked": "Signing key withdrawn",
  "credential.intended": "Issuing began",
  "credential.issued": "Credential issued",
  "credential.other-form": "Credential given in its other form too",
  "credential.voided": "Credential could not be issued",
  "credential.superseded": "Credential replaced by a newer one",
  "credential.revoked": "Credential revoked",
  "credential.suspended": "Credential suspended",
  "credential.reinstated": "Credential reinstated",
  "endorsement.received": "Endorsement received",
  "endorsement.removed": "Endorsement taken out",
  "achievement.created": "Achievement created",
  "achievement.revised": "Achievement changed",
  "completion.created": "Completion recorded",
  "completion.approved": "Completion approved",
  "completion.recipient-changed": "Recipient changed",
  "offer.created": "Offer made",
  "offer.resent": "Offer handed over again",
  "offer.claimed": "Offer claimed",
  "offer.cancelled": "Offer cancelled",
  "batch.uploaded": "Spreadsheet uploaded",
  "batch.stopped": "Batch stopped",
  "batch.resumed": "Batch resumed",
  "batch.finished": "Batch finished",
};

/** An action of the audit trail in everyday words. */
export function wordsForAction(action: AuditAction): string {
  return words[action] ?? action;
}

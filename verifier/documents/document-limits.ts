/** The largest request that may carry a credential. */
export const maxCredentialBytes = 256 * 1024;

/** The largest request that may carry a presentation. */
export const maxPresentationBytes = 1024 * 1024;

/** How many files may be compared with the evidence that was signed. */
export const maxEvidenceFiles = 20;

/** All of them together. */
export const maxEvidenceBytes = 16 * 1024 * 1024;

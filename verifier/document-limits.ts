/** The largest request that may carry a credential. */
export const maxCredentialBytes = 256 * 1024;

/** The largest request that may carry a presentation. */
export const maxPresentationBytes = 1024 * 1024;

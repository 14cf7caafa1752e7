/** A plain text message to one person. */
export interface Mail {
  /** An e-mail address and nothing else. */
  to: string;
  /** One line. */
  subject: string;
  text: string;
}

/**
 * Hands a message to a mail server and resolves when the server has taken it.
 *
 * @throws whatever went wrong; what that is must never reach a log or a person, for it can name the recipient.
 */
export type SendMail = (mail: Mail) => Promise<void>;

import { createTransport } from "nodemailer";
import type { SendMail } from "./mail.ts";

/** How to reach a mail server and as whom. */
export interface MailSettings {
  /** `smtps://user:password@host` or `smtp://host:port`. */
  smtpUrl: string;
  /** The sender: an address, or `Name <address>`. */
  from: string;
}

const timeoutMilliseconds = 20_000;
const maximumConnections = 2;

/** Sends through an SMTP server, over few connections that are kept for a while. */
export interface Mailer {
  sendMail: SendMail;
  close(): void;
}

/**
 * Makes the way to a mail server. Without `smtps:` the connection is upgraded when the server offers it (STARTTLS), and must be
 * before a password goes over it.
 */
export function createMailer({ smtpUrl, from }: MailSettings): Mailer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === "smtps:";
  const hasUser = username !== "";
  const transport = createTransport({
    pool: true,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: hasUser && !secure,
    ...(hasUser && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    maxConnections: maximumConnections,
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    sendMail: async ({ to, subject, text }) => {
      // Addresses as objects: nothing in them is read as a list or a header. Line ends in a header end up encoded or folded.
      await transport.sendMail({
        from,
        to: { name: "", address: to },
        subject: subject.replace(/[\r\n]+/g, " "),
        text,
      });
    },
    close: () => transport.close(),
  };
}

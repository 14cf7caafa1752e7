import type { Wire } from "./wire.ts";

/** How an issuer is told what became of what it issued. */
export interface Notifier {
  readonly endpoint: string | undefined;
  readonly notificationId: string | undefined;
  readonly accessToken: string;
}

/**
 * Tells the issuer whether its credential was kept: OpenID4VCI 1.0, 11. It changes nothing for this wallet, so nothing is said when that does
 * not get through.
 */
export async function notify(
  event: "credential_accepted" | "credential_failure",
  { endpoint, notificationId, accessToken }: Notifier,
  wire: Wire,
): Promise<void> {
  if (endpoint === undefined || notificationId === undefined) return;
  const json = { notification_id: notificationId, event };
  await wire.post(endpoint, { json }, { token: accessToken }).catch(() => undefined);
}

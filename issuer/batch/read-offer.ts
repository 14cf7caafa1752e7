import type { OfferTerms } from "../completions/completion-input.ts";
import { readWhole, readYesNo } from "./read-cell.ts";
import type { RowCells } from "./row-cells.ts";

const secondsPerDay = 86_400;
const maximumDays = 90;

/**
 * Reads how a completion is to be offered; undefined when it is issued at once and the row says nothing about a link.
 *
 * Mail is sent only where the row says so: nobody should write to ten thousand people by leaving out a column.
 */
export function readOffer(
  cells: RowCells,
  { isOffered, canSendMail }: { isOffered: boolean; canSendMail: boolean },
): OfferTerms | undefined {
  const transactionCode = cells.get("transaction_code", readYesNo) ?? false;
  const days = cells.get("expires_days", (cell) => readWhole(cell, { from: 1, to: maximumDays }));
  const sendMail = cells.get("send_mail", readYesNo) ?? false;
  if (sendMail && !canSendMail) cells.refuse("send_mail", "No mail server is configured here.");
  if (!isOffered && !transactionCode && days === undefined && !sendMail) return undefined;
  return {
    transactionCode,
    ...(days !== undefined && { expiresInSeconds: days * secondsPerDay }),
    sendMail,
  };
}

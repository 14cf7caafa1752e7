import type { TrustLists } from "../trust/trust-lists.ts";

/** An issuer that can be ticked in the form. */
export interface IssuerChoice {
  did: string;
  name: string;
}

/** More than this nobody ticks; others can be typed. */
const maximumChoices = 100;

/** The issuers that this verifier trusts, each once, as the first list that has it calls it. */
export async function issuerChoices(lists: Pick<TrustLists, "all" | "page">): Promise<IssuerChoice[]> {
  const choices = new Map<string, IssuerChoice>();
  for (const { id } of await lists.all()) {
    const { issuers } = await lists.page(id, { offset: 0, limit: maximumChoices });
    for (const { did, name, distrusted } of issuers) {
      if (distrusted !== true && !choices.has(did)) choices.set(did, { did, name });
    }
    if (choices.size >= maximumChoices) break;
  }
  return [...choices.values()].slice(0, maximumChoices);
}

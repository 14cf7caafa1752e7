import { createFetcher } from "../../net/fetcher.ts";
import { type Browserless, openBrowserless } from "./browserless.ts";
import { type LocalServer, startLocalServer } from "./local-server.ts";
import { runVerifier } from "./running-verifier.ts";
import { employer, listUrl, now, statusList, webOf } from "./world.ts";

/** What a server answers. */
export interface ServedAnswer {
  status: number;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}

/** A verifier's front page as a browser without scripts uses it. */
export interface FrontPage {
  /** The host credentials.example, of which the verifier knows nothing. */
  elsewhere: LocalServer;
  /** Sends the form: what is pasted, a file, and further fields. */
  give(
    document: string,
    file?: Uint8Array | string,
    fields?: Record<string, string>,
  ): ReturnType<Browserless["upload"]>;
  close(): Promise<void>;
}

/** @param answer - What credentials.example answers at the moment. */
export async function openFrontPage(answer: () => ServedAnswer): Promise<FrontPage> {
  const elsewhere = await startLocalServer((_request, response) => {
    const { status, headers, body } = answer();
    response.writeHead(status, headers).end(body);
  });
  const lists = webOf({ [listUrl]: await statusList([7]) });
  const verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    now: () => now,
    fetchDocument: async (url, options) => {
      if (url === listUrl) return lists(url, options);
      // One name stands for a host on the internet; everything else meets the real fetcher and its rules.
      const target = url.replace("https://credentials.example", elsewhere.url);
      return createFetcher({ allowLoopback: target !== url })(target, options);
    },
  });
  const browser = openBrowserless(verifier.url);
  return {
    elsewhere,
    give: (document, file, fields = {}) =>
      browser.upload("/verify", { document, challenge: "", domain: "verifier.example", ...fields }, file),
    async close() {
      await verifier.stop();
      await elsewhere.stop();
    },
  };
}

/** The verdict that a page shows. */
export const verdictOf = (html: string) => /data-verdict="([a-z-]+)"/.exec(html)?.[1];

/** What became of one check on a page. */
export const outcomeOf = (html: string, check: string) =>
  new RegExp(`data-check="${check}" data-outcome="([a-z-]+)"`).exec(html)?.[1];

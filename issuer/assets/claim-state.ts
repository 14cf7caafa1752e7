/** Watches a claim, and loads the page again when the offer is in another state than it shows. */
const everyMilliseconds = 3_000;
/** Somebody who left the page open is not asked for all night. */
const untilMilliseconds = 30 * 60_000;

function setUp(): void {
  const { stateUrl, state: before } = document.querySelector<HTMLElement>("#claim")?.dataset ?? {};
  if (stateUrl === undefined) return;
  const started = Date.now();

  const look = async () => {
    const state = await readState(stateUrl);
    if (state !== undefined && state !== before) location.reload();
    else if (Date.now() - started < untilMilliseconds) setTimeout(look, everyMilliseconds);
  };
  setTimeout(look, everyMilliseconds);
}

async function readState(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" } });
    const json: unknown = response.ok ? await response.json() : undefined;
    return typeof json === "object" && json !== null && "state" in json ? String(json.state) : undefined;
  } catch {
    // Without a connection, it asks again.
    return undefined;
  }
}

setUp();

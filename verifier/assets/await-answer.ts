/** Waits for the answer to a request, and loads the page again when there is one. */
const everyMilliseconds = 2_000;
/** A request can be answered for ten minutes. */
const untilMilliseconds = 11 * 60_000;

function setUp(): void {
  const waiting = document.querySelector<HTMLElement>("#waiting");
  const url = waiting?.dataset.stateUrl;
  const before = waiting?.dataset.state;
  if (!waiting || !url) return;
  const started = Date.now();

  const look = async () => {
    const state = await readState(url);
    if (state !== undefined && state !== before) {
      location.reload();
      return;
    }
    if (Date.now() - started < untilMilliseconds) setTimeout(look, everyMilliseconds);
  };
  setTimeout(look, everyMilliseconds);
}

async function readState(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" } });
    // What is not there any more is told by the page itself.
    if (response.status === 404) return "gone";
    const json: unknown = response.ok ? await response.json() : undefined;
    return typeof json === "object" && json !== null && "state" in json ? String(json.state) : undefined;
  } catch {
    // Without a connection, it asks again.
    return undefined;
  }
}

setUp();

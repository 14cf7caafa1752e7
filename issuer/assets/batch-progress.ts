/** Moves the progress bar while a batch runs, and loads the page anew when it no longer does. */
const pauseMilliseconds = 1_000;

async function follow(bar: HTMLProgressElement, counts: HTMLElement): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    if (document.hidden) continue;
    const answer = await fetch(bar.dataset.source ?? "", { headers: { accept: "application/json" } });
    // Signed out, or out of reach: the page stays as it is, and its link says how to see more.
    if (!answer.ok) return;
    const { state, rows, worked, words } = await answer.json();
    bar.max = rows;
    bar.value = worked;
    counts.textContent = words;
    if (state !== "running") return location.reload();
  }
}

const bar = document.querySelector<HTMLProgressElement>("progress[data-source]");
const counts = document.querySelector<HTMLElement>("#counts");
if (bar && counts) follow(bar, counts);

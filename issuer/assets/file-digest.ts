/** Computes the fingerprint of a deliverable here, in the browser: the file itself is never sent. */
const maxBytes = 512 * 1024 * 1024;

function addChooser(row: HTMLElement, number: number): void {
  const digest = row.querySelector<HTMLInputElement>('input[name$=".digestMultibase"]');
  const name = row.querySelector<HTMLInputElement>('input[name$=".name"]');
  if (!digest || !name) return;
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.setAttribute("aria-label", `File of deliverable ${number}`);
  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("aria-live", "polite");
  digest.before(status, chooser);
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    if (file === undefined) return;
    if (file.size > maxBytes) {
      status.textContent = "This file is too large to be read here.";
      return;
    }
    status.textContent = "Reading …";
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    digest.value = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (name.value === "") name.value = file.name;
    status.textContent = "The fingerprint is filled in. The file was not sent.";
  });
}

if (globalThis.crypto?.subtle) {
  document.querySelectorAll<HTMLElement>("[data-digest-row]").forEach((row, index) => {
    addChooser(row, index + 1);
  });
}

/** Lets people drop or choose a file: its text goes into the field, and nothing is sent before they say so. */
const maxBytes = 1024 * 1024;

function setUp(): void {
  const field = document.querySelector<HTMLTextAreaElement>("#document");
  const zone = document.querySelector<HTMLElement>("#drop-zone");
  const chooser = document.querySelector<HTMLInputElement>("#file");
  const status = document.querySelector<HTMLElement>("#file-status");
  if (!field || !zone || !chooser || !status) return;
  zone.hidden = false;

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > maxBytes) {
      status.textContent = "This file is larger than 1 MiB: it cannot be a credential that we read.";
      return;
    }
    field.value = await file.text();
    status.textContent = "The file is in the field above, ready to be verified.";
    field.focus();
  };

  chooser.addEventListener("change", () => take(chooser.files?.[0]));
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    take(event.dataTransfer?.files[0]);
  });
}

setUp();

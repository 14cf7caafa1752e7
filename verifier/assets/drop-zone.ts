/** Lets people drop a file anywhere on the page: it goes into the chooser, and nothing is sent before they say so. */
/** Of the largest that is read: a picture. */
const maxBytes = 4 * 1024 * 1024;

function setUp(): void {
  const zone = document.querySelector<HTMLElement>("#drop-zone");
  const chooser = document.querySelector<HTMLInputElement>("#file");
  const status = document.querySelector<HTMLElement>("#file-status");
  if (!zone || !chooser || !status) return;
  const invitation = "Or drop a file anywhere on this page.";
  status.textContent = invitation;

  const look = () => {
    const file = chooser.files?.[0];
    if (file === undefined) {
      status.textContent = invitation;
    } else if (file.size > maxBytes) {
      chooser.value = "";
      status.textContent =
        "This file is larger than 4 MiB: it cannot be a credential or a badge that is read here.";
    } else {
      status.textContent = "The file is sent when you press “Verify”.";
    }
  };

  chooser.addEventListener("change", look);
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
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    const one = new DataTransfer();
    one.items.add(file);
    chooser.files = one.files;
    look();
    chooser.focus();
  });
}

setUp();

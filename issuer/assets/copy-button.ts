/** Shows the buttons that copy a field, where the browser lets a page copy. */
function setUp(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const field = document.querySelector<HTMLInputElement>(`#${button.dataset.copy}`);
    if (!field) continue;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = words;
      }, 2000);
    });
  }
}

setUp();

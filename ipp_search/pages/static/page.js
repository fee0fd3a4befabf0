// Copies a quotation with its citation. All else on these pages works without scripts.
"use strict";

const escaped = words => {
  const holder = document.createElement("p");
  holder.textContent = words;
  return holder.innerHTML;
};

// For Word: the quotation as a block, the citation below it; as text where the browser gives no more.
const forWord = plain => {
  const at = plain.lastIndexOf("” — ");
  return `<blockquote>${escaped(plain.slice(0, at + 1))}</blockquote><p>${escaped(plain.slice(at + 2))}</p>`;
};

const copy = async (form, inside) => {
  const area = inside.querySelector(`[data-form="${form === "markdown" ? "markdown" : "plain"}"]`);
  if (navigator.clipboard && form === "word" && window.ClipboardItem) {
    const item = (type, words) => new Blob([words], { type });
    await navigator.clipboard.write([new ClipboardItem({
      "text/html": item("text/html", forWord(area.value)), "text/plain": item("text/plain", area.value),
    })]);
  } else if (navigator.clipboard) {
    await navigator.clipboard.writeText(area.value);
  } else {
    area.select();
    if (!document.execCommand("copy")) throw new Error();
  }
};

for (const buttons of document.querySelectorAll(".buttons[hidden]")) buttons.hidden = false;

document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const inside = button.closest(".copied"), status = inside.querySelector("[role=status]");
  status.textContent = "";
  copy(button.dataset.copy, inside).then(
    () => { status.textContent = "Copied"; },
    () => { status.textContent = "This browser does not let it be copied: select the text below."; },
  );
});

// An error is what a person has to see first.
document.querySelector(".problem")?.focus();

// Forms that are answered while one types: the part of the answer's page that the form names takes the place of ours.
// One answer at a time is waited for, and long texts wait for their button, so that typing asks little of the machine.
const mostTyped = 20000;
for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting, busy = false, changed = false;
  const ask = async () => {
    const sent = new FormData(form), place = document.getElementById(form.dataset.shows);
    for (const name of [...sent.keys()]) if (sent.get(name) instanceof File) sent.delete(name);
    sent.set("do", form.dataset.live);
    const words = new URLSearchParams([...sent].filter(pair => pair[1] !== ""));
    if ([...sent.values()].join("").length > mostTyped) return;
    place.setAttribute("aria-busy", "true");
    const answer = await (form.method === "get" ? fetch(form.action + "?" + words)
      : fetch(form.action, { method: "POST", body: sent }));
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.dataset.shows);
    if (shown) place.replaceChildren(...shown.childNodes);
  };
  const next = async () => {
    if (busy) {
      changed = true;
      return;
    }
    busy = true;
    do {
      changed = false;
      await ask().catch(() => {});
      document.getElementById(form.dataset.shows).removeAttribute("aria-busy");
    } while (changed);
    busy = false;
  };
  form.addEventListener("input", event => {
    clearTimeout(waiting);
    if (event.target.type !== "file") waiting = setTimeout(next, 700);
  });
}

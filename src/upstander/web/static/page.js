// Small enhancements; every page works without them.
"use strict";
(() => {
  // A page that comes back from the browser's memory is asked for again.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // Quick exit: cover at once, then go. Shift three times does the same as the link.
  const go = (event) => {
    if (event) event.preventDefault();
    document.title = "Page";
    const cover = document.createElement("div");
    cover.className = "cover";
    document.body.append(cover);
    location.replace("/leave");
  };
  for (const link of document.querySelectorAll("[data-leave]")) link.addEventListener("click", go);
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    const now = performance.now();
    presses = presses.filter((at) => now - at < 1500).concat(now);
    if (presses.length >= 3) go();
  });

  // The error summary takes the focus.
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // How far the looking is: the line is told anew, nothing else on the page moves.
  const far = document.querySelector("[data-far]");
  const ask = async () => {
    const answer = await fetch(far.dataset.far);
    if (!answer.ok || answer.redirected) return;
    const told = await answer.json();
    if (far.textContent !== told.words) far.textContent = told.words;
    if (!told.done) setTimeout(ask, 3000);
  };
  if (far) setTimeout(ask, 2000);

  // Ask before the idle lock; one press puts it off.
  const still = document.querySelector("[data-still]");
  const body = document.body.dataset;
  if (still && body.left) {
    let until = performance.now() + Number(body.left) * 1000;
    const warn = Number(body.warn) * 1000;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const stay = async () => {
      const form = new URLSearchParams({ csrfmiddlewaretoken: token ? token.value : "" });
      const answer = await fetch("/stay", { method: "POST", body: form });
      if (!answer.ok) return;
      until = performance.now() + Number(await answer.text()) * 1000;
      still.hidden = true;
    };
    still.querySelector("[data-stay]").addEventListener("click", stay);
    setInterval(() => {
      const wasHidden = still.hidden;
      still.hidden = performance.now() < until - warn;
      if (wasHidden && !still.hidden) still.querySelector("[data-stay]").focus();
    }, 1000);
  }
})();

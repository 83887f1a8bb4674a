"use strict";
// Asks the student and shows what it says as it comes. All texts are set as text, never as markup.
const at = (id) => document.getElementById(id);
const KEY = "scholium-token";
let models = [];
let asking = null;

/** Says how things are; trouble is marked. */
function say(text, trouble = false) {
  at("status").textContent = text;
  at("status").classList.toggle("trouble", trouble);
}

/** Asks the server with the token, if one was typed in; cookies and the browser's own passwords stay out. */
function ask(path, options = {}) {
  const token = sessionStorage.getItem(KEY);
  const headers = { Accept: "application/json", ...options.headers };
  if (token) {
    headers.Authorization = "Bearer " + token;
  }
  return fetch(path, { ...options, headers, credentials: "omit", cache: "no-store" });
}

async function failure(reply) {
  try {
    return (await reply.json()).error;
  } catch {
    return "The server answered " + reply.status + ".";
  }
}

/** Shows the form for the token or, when the server takes what it has, the one for rows. */
async function begin() {
  try {
    const reply = await ask("/v1/models");
    if (reply.status === 401) {
      const wrong = sessionStorage.getItem(KEY) !== null;
      sessionStorage.removeItem(KEY);
      at("entry").hidden = false;
      at("token").focus();
      say(wrong ? "That is not the token of this server." : "This server asks for a token.", wrong);
      return;
    }
    if (!reply.ok) {
      say(await failure(reply), true);
      return;
    }
    models = (await reply.json()).models;
    at("model").replaceChildren(...models.map((model) => new Option(model.name, model.name)));
    at("entry").hidden = true;
    at("ask").hidden = false;
    showFields();
    say("");
  } catch {
    say("The server cannot be reached.", true);
  }
}

function chosen() {
  return models.find((model) => model.name === at("model").value);
}

/** A box for every field of the student's task; what was typed into one of the same name stays. */
function showFields() {
  const typed = new Map([...at("fields").querySelectorAll("textarea")].map((box) => [box.name, box.value]));
  at("fields").replaceChildren(...chosen().fields.map((field) => {
    const label = document.createElement("label");
    label.className = "field";
    const name = document.createElement("span");
    name.textContent = field.charAt(0).toUpperCase() + field.slice(1);
    const box = document.createElement("textarea");
    box.name = field;
    box.required = true;
    box.rows = 3;
    box.value = typed.get(field) ?? "";
    label.append(name, box);
    return label;
  }));
}

/** One bar a label; its length repeats the number beside it, which is what is read out. */
function showLabel(data) {
  at("label").textContent = data.label;
  at("bars").replaceChildren(...Object.entries(data.probabilities).map(([label, probability]) => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = label;
    const bar = document.createElement("div");
    bar.className = "bar";
    bar.setAttribute("aria-hidden", "true");
    bar.style.width = 100 * probability + "%";
    const cell = document.createElement("td");
    cell.append(bar);
    const number = document.createElement("td");
    number.textContent = (100 * probability).toFixed(1) + " %";
    row.append(name, cell, number);
    return row;
  }));
  at("version").textContent = data.model + ", " + data.version;
  at("answer").hidden = false;
}

function showEnd(data, seconds) {
  const answer = data.answers[0];
  showLabel({ ...data, ...answer });
  if (answer.rationale !== undefined) {
    at("said").textContent = answer.rationale || "The student wrote none that can be read.";
  }
  at("json").textContent = JSON.stringify(data, null, 2);
  const cut = answer.cut_off ? " The rationale was cut off at the longest length." : "";
  say("Answered in " + seconds.toFixed(1) + " s: " + answer.label + "." + cut);
}

function heard(name, data, begun) {
  if (name === "label") {
    showLabel(data);
  } else if (name === "rationale") {
    at("answer").hidden = false;
    at("said").textContent += data.text;
  } else if (name === "end") {
    showEnd(data, (performance.now() - begun) / 1000);
  } else if (name === "error") {
    say(data.error, true);
  }
}

/** Reads server-sent events; the browser's own reader of them can neither POST nor send a token. */
async function readEvents(reply, begun) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let ended = false;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += piece.value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event);
      heard(name, JSON.parse(data), begun);
      ended = ended || name === "end" || name === "error";
    }
  }
  if (!ended) {
    say("The answer broke off.", true);
  }
}

async function submit(event) {
  event.preventDefault();
  asking?.abort();
  const mine = asking = new AbortController();
  const rationale = at("rationale").checked;
  const boxes = [...at("fields").querySelectorAll("textarea")];
  const row = Object.fromEntries(boxes.map((box) => [box.name, box.value]));
  at("answer").hidden = true;
  for (const id of ["label", "said", "json"]) {
    at(id).textContent = "";
  }
  at("bars").replaceChildren();
  at("why").hidden = !rationale;
  at("stop").disabled = false;
  say("Asking …");
  try {
    const begun = performance.now();
    const reply = await ask("/v1/predict", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ rows: [row], rationale, stream: true, model: at("model").value }),
      signal: mine.signal,
    });
    if (reply.ok) {
      await readEvents(reply, begun);
    } else {
      say(await failure(reply), true);
    }
  } catch {
    if (asking === mine) {
      say(mine.signal.aborted ? "Stopped." : "The server cannot be reached.", !mine.signal.aborted);
    }
  } finally {
    if (asking === mine) {
      at("stop").disabled = true;
    }
  }
}

at("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, at("token").value);
  at("token").value = "";
  begin();
});
at("ask").addEventListener("submit", submit);
at("ask").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    at("ask").requestSubmit();
  }
});
at("stop").addEventListener("click", () => asking?.abort());
at("model").addEventListener("change", showFields);
begin();

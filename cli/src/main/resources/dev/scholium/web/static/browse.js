"use strict";
// Two conveniences: running work is followed, and a person's name is remembered. All pages work without.

/** Asks once a second for what the page shows; goes on asking when the server is gone, and says since when. */
function follow(live, connection) {
  let shown = "";
  let lostAt = null;
  const tell = (text) => {
    connection.textContent = text;
    connection.classList.toggle("trouble", text !== "");
  };
  const look = async () => {
    let wait = 1000;
    try {
      const reply = await fetch("/live/part", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (!reply.ok) {
        throw new Error(String(reply.status));
      }
      const part = await reply.text();
      if (part !== shown) {
        live.innerHTML = part; // made by a template of the server, where all texts are escaped
        shown = part;
      }
      if (lostAt !== null) {
        lostAt = null;
        tell("");
      }
    } catch {
      if (lostAt === null) {
        lostAt = new Date();
        tell("The server of this page does not answer since " + lostAt.toLocaleTimeString()
          + "; what stands here is from then. Trying again.");
      }
      wait = 2000;
    }
    setTimeout(look, wait);
  };
  look();
}

/** Fills in the name that was given before in this browser. */
function remember(input) {
  const key = "scholium-who";
  input.value = localStorage.getItem(key) || input.value;
  input.form.addEventListener("submit", () => localStorage.setItem(key, input.value));
}

const live = document.getElementById("live");
if (live) {
  follow(live, document.getElementById("connection"));
}
document.querySelectorAll("input[name=who]").forEach(remember);

'use strict';
// Exchanges the token behind the link's # for a cookie: it never stands in an address that a server hears of.
(async () => {
  const say = document.getElementById('say');
  const token = location.hash.slice(1);
  history.replaceState(null, '', '/');
  if (!token && say.dataset.page) {
    location.replace(say.dataset.page); // where the last link led
    return;
  }
  if (!token) {
    say.textContent = 'Please open the link that was sent to you.';
    return;
  }
  try {
    const reply = await fetch('/enter', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const answer = await reply.json();
    if (reply.ok) {
      location.replace(answer.page);
    } else {
      say.textContent = answer.error;
    }
  } catch {
    say.textContent = 'The server cannot be reached. Please open the link again in a moment.';
  }
})();

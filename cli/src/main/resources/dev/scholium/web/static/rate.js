'use strict';
// One screen of a rater: every change is kept in the browser until the server has stored it.
(() => {
  const form = document.getElementById('form');
  const place = Number(form.dataset.place);
  const store = 'scholium-rate-' + form.dataset.queue;
  const questions = [...form.querySelectorAll('fieldset')];
  const comment = document.getElementById('comment');
  const status = document.getElementById('status');
  const note = document.getElementById('note');
  const next = document.getElementById('next');
  const keys = document.getElementById('keys');

  // ---- storing: first in the browser, then at the server, again and again until it has answered
  // (all tabs of a rater share what waits, oldest first)
  const waiting = () => JSON.parse(localStorage.getItem(store) || '[]');
  const keep = changes => localStorage.setItem(store, JSON.stringify(changes));
  const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  let sending = null;
  let lastAnswer = {};

  function say(text, trouble) {
    status.textContent = text;
    status.classList.toggle('trouble', Boolean(trouble));
  }

  async function sendAll() {
    for (let [first] = waiting(); first; [first] = waiting()) {
      try {
        const reply = await fetch('/rate/save', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...first, queue: form.dataset.queue }),
          signal: AbortSignal.timeout(10000),
        });
        if (reply.status >= 500) {
          say('Not stored yet: the server failed. Your answers are kept here, and it is tried again; '
            + 'if this stays, tell the leader of the study.', true);
          await pause(2000);
          continue;
        }
        lastAnswer = await reply.json();
        if (reply.ok || reply.status === 400) { // a change that no server takes would stop all behind it
          keep(waiting().filter(one => one.id !== first.id));
        }
        if (!reply.ok) {
          say('Not stored: ' + lastAnswer.error, true);
          return false;
        }
      } catch {
        say('Not stored yet: the server cannot be reached. Your answers are kept here, and it is tried again.', true);
        await pause(500);
      }
    }
    say('Stored.');
    return true;
  }

  function send() {
    sending = (sending || Promise.resolve()).then(sendAll);
    return sending;
  }

  function change(what) {
    const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    keep([...waiting(), { id, place, seconds: spent(), ...what }]);
    return send();
  }

  // ---- seconds while the page is in sight
  let since = document.hidden ? 0 : performance.now();
  let before = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      before += since ? performance.now() - since : 0;
      since = 0;
    } else {
      since = performance.now();
    }
  });
  function spent() {
    const now = performance.now();
    const seconds = (before + (since ? now - since : 0)) / 1000;
    before = 0;
    since = since ? now : 0;
    return Math.round(seconds * 10) / 10;
  }

  // ---- answers
  const value = question => question.querySelector('input:checked')?.value ?? '';
  const given = Object.fromEntries(questions.map(question => [question.dataset.question, value(question)]));
  const done = [];
  let current = questions.find(question => !value(question)) || questions[0];

  function mark(question) {
    current = question;
    questions.forEach(one => one.classList.toggle('current', one === question));
  }

  function answered(question) {
    const name = question.dataset.question;
    done.push([question, given[name]]);
    given[name] = value(question);
    change({ question: name, value: Number(given[name]) });
  }

  function focus(question) {
    mark(question);
    (question.querySelector('input:checked') || question.querySelector('input')).focus();
  }

  questions.forEach(question => {
    question.addEventListener('change', () => answered(question));
    question.addEventListener('focusin', () => mark(question));
  });

  function answer(digit) {
    const radio = current.querySelector(`input[value="${digit}"]`);
    if (!radio) {
      return;
    }
    if (!radio.checked) {
      radio.checked = true;
      answered(current);
    }
    const following = questions[questions.indexOf(current) + 1];
    if (following) {
      focus(following);
    } else {
      next.focus();
    }
  }

  function undo() {
    const last = done.pop();
    if (!last) {
      say('There is nothing to undo on this row.');
      return;
    }
    const [question, former] = last;
    const name = question.dataset.question;
    question.querySelectorAll('input').forEach(radio => { radio.checked = radio.value === former; });
    given[name] = former;
    focus(question);
    change({ question: name, value: former === '' ? null : Number(former) });
  }

  let typing = 0;
  comment.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => change({ comment: comment.value }), 400);
  });
  comment.addEventListener('change', () => {
    clearTimeout(typing);
    change({ comment: comment.value });
  });

  // ---- on to the next row
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const missing = questions.find(question => !value(question));
    if (missing) {
      focus(missing);
      say('Please answer: ' + missing.querySelector('legend').textContent, true);
      return;
    }
    if (next.getAttribute('aria-disabled') === 'true') {
      return;
    }
    if (!note.hidden) {
      location.assign('/rate');
      return;
    }
    next.setAttribute('aria-disabled', 'true');
    const stored = await change({ done: true });
    next.removeAttribute('aria-disabled');
    if (!stored) {
      return;
    }
    if (lastAnswer.note) {
      note.textContent = lastAnswer.note;
      note.hidden = false;
      next.textContent = 'Go on';
      next.focus();
    } else {
      location.assign('/rate');
    }
  });
  document.getElementById('undo').addEventListener('click', undo);

  // ---- keys
  keys.checked = localStorage.getItem('scholium-rate-keys') !== 'off';
  keys.addEventListener('change', () => localStorage.setItem('scholium-rate-keys', keys.checked ? 'on' : 'off'));

  function step(by) {
    const to = questions[questions.indexOf(current) + by];
    if (to) {
      focus(to);
    }
  }

  document.addEventListener('keydown', event => {
    const at = event.target;
    if (at === comment) {
      if (event.key === 'Escape') {
        comment.blur();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !keys.checked) {
      return;
    }
    const pressable = at.closest('button, a, summary');
    const act = {
      ArrowUp: () => step(-1),
      ArrowDown: () => step(1),
      Backspace: () => document.getElementById('back')?.click(),
      u: undo,
      c: () => comment.focus(),
      ...(pressable ? {} : { Enter: () => form.requestSubmit() }),
      ...(at.type === 'radio' ? {} : { ArrowLeft: () => focus(current), ArrowRight: () => focus(current) }),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[0-9]$/.test(event.key)) {
      event.preventDefault();
      answer(event.key);
    }
  });

  mark(current);
  form.classList.add('ready');
  if (waiting().length) {
    send();
  }
})();

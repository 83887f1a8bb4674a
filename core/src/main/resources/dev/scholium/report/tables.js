'use strict';
// tables that sort and filter, and rows chosen by who is right; a page without script shows everything
(function () {
  const secondsOf = { h: 3600, min: 60, s: 1 };

  // numbers as the page writes them: 2 400, $0.23, −1.5, 71.3 %, 3 min 20 s and, just below 0.001, < 0.001
  function number(text) {
    const times = Array.from(text.matchAll(/([\d.]+) (h|min|s)\b/g));
    if (times.length > 0) {
      return times.reduce(function (sum, time) {
        return sum + time[1] * secondsOf[time[2]];
      }, 0);
    }
    const less = text.startsWith('< ') ? 0.999 : 1;
    const plain = text.replace(/^< /, '').replace('\u2212', '-').replace(/^\$/, '').replace(/(\d)\u202f(?=\d{3})/g, '$1');
    return /^[+-]?[\d.]/.test(plain) ? less * parseFloat(plain) : NaN;
  }

  function value(row, column) {
    const text = row.children[column].textContent.trim();
    return { text: text, number: number(text) };
  }

  function compare(a, b) {
    if (!isNaN(a.number) && !isNaN(b.number)) {
      return a.number - b.number;
    }
    return isNaN(a.number) !== isNaN(b.number) ? (isNaN(a.number) ? 1 : -1) : a.text.localeCompare(b.text);
  }

  function sort(table, heading, column) {
    const down = heading.getAttribute('aria-sort') === 'ascending';
    table.querySelectorAll('thead th').forEach(function (other) {
      other.removeAttribute('aria-sort');
    });
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const body = table.querySelector('tbody');
    Array.from(body.rows).sort(function (a, b) {
      const order = compare(value(a, column), value(b, column));
      return down ? -order : order;
    }).forEach(function (row) {
      body.appendChild(row);
    });
  }

  function makeSortable(table) {
    table.querySelectorAll('thead th').forEach(function (heading, column) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = heading.textContent;
      button.addEventListener('click', function () {
        sort(table, heading, column);
      });
      heading.textContent = '';
      heading.appendChild(button);
    });
  }

  function filterOf(table) {
    const label = document.createElement('label');
    label.className = 'filter';
    label.textContent = 'Show rows with';
    const filter = document.createElement('input');
    filter.type = 'search';
    filter.addEventListener('input', function () {
      const wanted = filter.value.toLowerCase();
      Array.from(table.querySelector('tbody').rows).forEach(function (row) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
    });
    label.appendChild(filter);
    return label;
  }

  document.querySelectorAll('.scroll > table:not(.confusion):not(.heat)').forEach(function (table) {
    if (table.tBodies[0].rows.length > 1) {
      makeSortable(table);
    }
    if (table.tBodies[0].rows.length > 5) {
      table.parentElement.before(filterOf(table));
    }
  });

  const rows = Array.from(document.querySelectorAll('article.row'));
  const choices = [
    ['all rows', function () { return true; }],
    ['rows on which the systems disagree', function (right, wrong, labels) { return labels.size > 1; }],
    ['rows that some system has wrong', function (right, wrong) { return wrong > 0; }],
    ['rows that all have right', function (right, wrong) { return right > 0 && wrong === 0; }],
    ['rows that all have wrong', function (right, wrong) { return wrong > 0 && right === 0; }],
  ];

  function show(choice, status) {
    let shown = 0;
    rows.forEach(function (row) {
      const labels = new Set(Array.from(row.querySelectorAll('.answer > .label')).map(function (label) {
        return label.textContent;
      }));
      row.hidden = !choice[1](
        row.querySelectorAll('.answer.correct').length, row.querySelectorAll('.answer.incorrect').length, labels);
      shown += row.hidden ? 0 : 1;
    });
    status.textContent = shown + ' of ' + rows.length + ' rows';
  }

  if (rows.length > 0) {
    const label = document.createElement('label');
    label.className = 'filter';
    label.textContent = 'Show';
    const select = document.createElement('select');
    choices.forEach(function (choice, i) {
      select.add(new Option(choice[0], String(i)));
    });
    label.appendChild(select);
    const status = document.createElement('p');
    status.className = 'legend';
    status.setAttribute('role', 'status');
    select.addEventListener('change', function () {
      show(choices[Number(select.value)], status);
    });
    rows[0].before(label, status);
  }
})();

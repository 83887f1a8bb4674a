'use strict';
// every table as CSV, Markdown and LaTeX, every chart and shaded table as SVG and PNG, saved by the browser without a server
(function () {
  function save(name, blob) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 10000);
  }

  function fileName(text) {
    return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'scholium';
  }

  // a node's text with white space as one blank
  function oneLine(node) {
    return node.textContent.trim().replace(/\s+/g, ' ');
  }

  function cells(table) {
    return Array.from(table.rows).filter(function (row) {
      return !row.hidden;
    }).map(function (row) {
      return Array.from(row.cells).map(function (cell) {
        return oneLine(cell);
      });
    });
  }

  const NUMBER = '[+\\u2212-]?\\d[\\d.]*(?: \\d{3})*';
  const PLAIN = new RegExp('^' + NUMBER + '$');
  const PERCENT = new RegExp('^' + NUMBER + ' %$');
  const INTERVAL = new RegExp('^(' + NUMBER + ') (?:\u2013|to) (' + NUMBER + ')$');

  // as programs read it: 2 400 is 2400, a true minus a hyphen
  function number(text) {
    return text.replace(/ %$/, '').replace(/\u2212/g, '-').replace(/ /g, '');
  }

  // per cent and intervals are numbers in columns of their own; a dash for what there is not is an empty cell among them
  function forPrograms(rows) {
    const columns = [];
    for (let column = 0; column < Math.max(...rows.map(function (row) { return row.length; })); column++) {
      const texts = rows.map(function (row) { return row[column] || ''; });
      const heading = texts.shift();
      const all = function (form) {
        const shown = texts.filter(function (text) { return text !== '\u2013' && text !== ''; });
        return shown.length > 0 && shown.every(function (text) { return form.test(text); });
      };
      const add = function (name, form, bound) {
        columns.push([heading + name].concat(texts.map(function (text) {
          const found = text.match(form);
          return found ? number(found[bound]) : '';
        })));
      };
      if (all(INTERVAL)) {
        add(' low', INTERVAL, 1);
        add(' high', INTERVAL, 2);
      } else if (all(PERCENT)) {
        add(' (%)', PERCENT, 0);
      } else if (all(PLAIN)) {
        add('', PLAIN, 0);
      } else {
        columns.push([heading].concat(texts));
      }
    }
    return rows.map(function (row, i) {
      return columns.map(function (column) { return column[i]; });
    });
  }

  // a spreadsheet must not take a teacher's text for a formula: an apostrophe goes before what begins like one and is no number
  function csvCell(text) {
    const safe = /^[=@+\-]/.test(text) && !/^[+\-]?\d[\d.]*$/.test(text) ? "'" + text : text;
    return /[",]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function commaSeparated(rows) {
    return rows.map(function (row) {
      return row.map(csvCell).join(',');
    }).join('\r\n') + '\r\n';
  }

  function csv(rows) {
    return commaSeparated(forPrograms(rows));
  }

  // the rows to read that are shown: texts with white space as one blank, one column a field, an answer and a teacher
  function articles() {
    const shown = Array.from(document.querySelectorAll('article.row')).filter(function (row) {
      return !row.hidden;
    }).map(function (row) {
      const text = function (element, of) {
        const found = element.querySelector(of);
        return found && found.firstChild ? oneLine(found.firstChild) : '';
      };
      const cells = new Map([['uid', text(row, 'h3')], ['gold label', text(row, '.gold strong')]]);
      row.querySelectorAll('.fields > div').forEach(function (field) {
        cells.set(text(field, 'dt'), text(field, 'dd'));
      });
      row.querySelectorAll('.answer').forEach(function (answer) {
        const name = text(answer, 'h4');
        if (!answer.matches('.teacher')) {
          cells.set(name + ': label', text(answer, '.label').replace(/^.*?: /, ''));
          cells.set(name + ': right', answer.matches('.correct') ? '1' : '0');
        }
        cells.set(answer.matches('.teacher') ? name : name + ': rationale', text(answer, '.said'));
      });
      return cells;
    });
    const columns = Array.from(new Set(shown.flatMap(function (cells) { return Array.from(cells.keys()); })));
    return [columns].concat(shown.map(function (cells) {
      return columns.map(function (column) { return cells.get(column) || ''; });
    }));
  }

  function markdown(rows) {
    const lines = rows.map(function (row) {
      return '| ' + row.map(function (text) {
        return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/[\\`*_|\[\]]/g, '\\$&');
      }).join(' | ') + ' |';
    });
    lines.splice(1, 0, '|' + rows[0].map(function () {
      return '---|';
    }).join(''));
    return lines.join('\n') + '\n';
  }

  const inLatex = {
    '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
    '<': '\\textless{}', '>': '\\textgreater{}', '\u2212': '$-$', '\u00b1': '$\\pm$', '\u2013': '--',
  };

  function latex(rows) {
    const lines = rows.map(function (row) {
      return row.map(function (text) {
        return text.replace(/[\\~^<>{}$&#%_\u2212\u00b1\u2013]/g, function (sign) {
          return inLatex[sign] || '\\' + sign;
        });
      }).join(' & ') + ' \\\\';
    });
    const columns = 'l' + 'r'.repeat(rows[0].length - 1);
    lines.splice(1, 0, '\\hline');
    return '\\begin{tabular}{' + columns + '}\n' + lines.join('\n') + '\n\\end{tabular}\n';
  }

  function svgOf(chart) {
    const svg = chart.querySelector('svg').cloneNode(true);
    const box = chart.getBoundingClientRect();
    svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    svg.setAttribute('width', String(Math.round(box.width)));
    svg.setAttribute('height', String(Math.round(box.height)));
    return { text: new XMLSerializer().serializeToString(svg), width: box.width, height: box.height };
  }

  // a colour as every program reads it: mixed and laid over what is behind it
  function opaque(colour, behind) {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext('2d');
    [behind, colour].forEach(function (layer) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    });
    return 'rgb(' + Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3)).join(',') + ')';
  }

  function drawn(svg, name, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, String(attributes[key]));
    });
    svg.appendChild(element);
    return element;
  }

  // a shaded table as it is seen: caption and cells at their places
  function svgOfTable(table) {
    const page = getComputedStyle(document.body).backgroundColor;
    const shown = [table.caption].concat(Array.from(table.querySelectorAll('th, td')));
    const boxes = shown.map(function (cell) { return cell.getBoundingClientRect(); });
    const left = Math.min(...boxes.map(function (box) { return box.left; }));
    const top = Math.min(...boxes.map(function (box) { return box.top; }));
    const width = Math.max(...boxes.map(function (box) { return box.right; })) - left;
    const height = Math.max(...boxes.map(function (box) { return box.bottom; })) - top;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('width', String(Math.ceil(width)));
    svg.setAttribute('height', String(Math.ceil(height)));
    drawn(svg, 'rect', { width: '100%', height: '100%', fill: opaque(page, page) });
    shown.forEach(function (cell, i) {
      const style = getComputedStyle(cell);
      const box = boxes[i];
      const x = box.left - left;
      const y = box.top - top;
      drawn(svg, 'rect', { x: x, y: y, width: box.width, height: box.height, fill: opaque(style.backgroundColor, page) });
      const toTheRight = style.textAlign === 'right' || style.textAlign === 'end';
      drawn(svg, 'text', {
        x: toTheRight ? x + box.width - parseFloat(style.paddingRight) : x + parseFloat(style.paddingLeft),
        y: y + box.height / 2,
        'dominant-baseline': 'central',
        'text-anchor': toTheRight ? 'end' : 'start',
        'font-family': style.fontFamily,
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
        fill: opaque(style.color, page),
      }).textContent = oneLine(cell);
    });
    return { text: new XMLSerializer().serializeToString(svg), width: width, height: height };
  }

  function pictures(caption, svg) {
    return [
      ['SVG', function () {
        save(fileName(caption) + '.svg', new Blob([svg().text], { type: 'image/svg+xml' }));
      }],
      ['PNG', function () {
        savePng(fileName(caption), svg());
      }],
    ];
  }

  function savePng(name, svg) {
    const image = new Image();
    image.onload = function () {
      const canvas = document.createElement('canvas');
      canvas.width = 2 * svg.width;
      canvas.height = 2 * svg.height;
      const context = canvas.getContext('2d');
      context.fillStyle = getComputedStyle(document.body).backgroundColor;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) {
        save(name + '.png', blob);
      });
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg.text);
  }

  function buttons(of, actions) {
    const group = document.createElement('p');
    group.className = 'exports';
    actions.forEach(function (action) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = action[0];
      button.setAttribute('aria-label', 'Save \u201c' + of + '\u201d as ' + action[0]);
      button.addEventListener('click', action[1]);
      group.appendChild(button);
    });
    return group;
  }

  document.querySelectorAll('.scroll > table').forEach(function (table) {
    const caption = table.caption.textContent;
    function to(ending, type, form) {
      return function () {
        save(fileName(caption) + '.' + ending, new Blob([form(cells(table))], { type: type + ';charset=utf-8' }));
      };
    }
    table.parentElement.after(buttons(caption, [
      ['CSV', to('csv', 'text/csv', csv)],
      ['Markdown', to('md', 'text/markdown', markdown)],
      ['LaTeX', to('tex', 'application/x-tex', latex)],
    ].concat(table.matches('.heat, .confusion') ? pictures(caption, svgOfTable.bind(null, table)) : [])));
  });

  document.querySelectorAll('.chart').forEach(function (chart) {
    const caption = chart.closest('figure').querySelector('figcaption').textContent;
    chart.after(buttons(caption, pictures(caption, svgOf.bind(null, chart))));
  });

  const rows = document.querySelectorAll('article.row');
  if (rows.length > 0) {
    const heading = rows[0].closest('section').querySelector('h2').textContent;
    rows[rows.length - 1].after(buttons(heading, [['CSV', function () {
      save(fileName(heading) + '.csv', new Blob([commaSeparated(articles())], { type: 'text/csv;charset=utf-8' }));
    }]]));
  }
})();

'use strict';
(function () {
  const { theme, base, axis, place, keepDrawn } = pageCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const dashes = ['solid', 'dashed', 'dotted'];
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyTriangle'];

  function curves(t, list, digits, line) {
    if (list.length === 0) {
      return null;
    }
    const series = list.map(function (curve, i) {
      return {
        type: 'line',
        name: curve.name,
        data: curve.points,
        showSymbol: curve.points.length <= 30,
        symbol: symbols[i % symbols.length],
        symbolSize: 6,
        lineStyle: { width: 2, type: dashes[Math.floor(i / t.colors.length) % dashes.length] },
      };
    });
    const hasLine = line !== null && line !== undefined;
    if (hasLine) {
      series[0].markLine = {
        silent: true,
        symbol: 'none',
        lineStyle: { color: t.faint, type: 'dashed' },
        label: { formatter: 'majority class', position: 'insideEndTop', color: t.faint },
        data: [{ yAxis: line }],
      };
    }
    const option = base(t);
    option.tooltip.trigger = 'axis';
    option.tooltip.valueFormatter = function (value) {
      return Number(value).toFixed(digits);
    };
    option.legend = { type: 'scroll', top: 0, textStyle: { color: t.ink }, pageTextStyle: { color: t.faint } };
    option.grid = { left: 8, right: 16, top: 40, bottom: 24, containLabel: true };
    option.xAxis = axis(t, { type: 'value', name: 'step', nameLocation: 'middle', nameGap: 24, splitLine: { show: false }, max: 'dataMax' });
    option.yAxis = axis(t, { type: 'value', scale: true });
    if (hasLine) {
      option.yAxis.min = function (range) {
        return Math.floor(Math.min(range.min, line) - 1);
      };
      option.yAxis.max = function (range) {
        return Math.ceil(Math.max(range.max, line) + 1);
      };
    }
    option.series = series;
    return { of: option };
  }

  function intervals(t, list, width) {
    if (list.length === 0) {
      return null;
    }
    const names = list.map(function (item) {
      return item.name + ', ' + item.split;
    });
    const option = base(t);
    const longest = Math.max.apply(null, names.map(function (name) {
      return name.length;
    }));
    const room = Math.min(8 + 7 * longest, Math.round(width * 0.45));
    option.grid = { left: room + 8, right: 24, top: 8, bottom: 44 };
    option.tooltip.formatter = function (found) {
      const item = list[found.dataIndex];
      return names[found.dataIndex] + '\n' + item.accuracy.toFixed(1) + ' % (' + item.low.toFixed(1) + ' – ' + item.high.toFixed(1) + ')';
    };
    option.xAxis = axis(t, { type: 'value', scale: true, name: 'accuracy in per cent', nameLocation: 'middle', nameGap: 24 });
    option.yAxis = axis(t, { type: 'category', data: names, inverse: true, splitLine: { show: false } });
    option.yAxis.axisLabel = { color: t.ink, width: room, overflow: 'truncate' };
    option.series = [{
      type: 'custom',
      name: 'interval',
      encode: { x: [1, 2, 3], y: 0 },
      data: list.map(function (item, i) {
        return [i, item.low, item.high, item.accuracy];
      }),
      renderItem: function (params, api) {
        const row = api.value(0);
        const low = api.coord([api.value(1), row]);
        const high = api.coord([api.value(2), row]);
        const middle = api.coord([api.value(3), row]);
        const color = list[params.dataIndex].split === 'dev' ? t.colors[4] : t.colors[0];
        const stroke = { stroke: color, lineWidth: 2 };
        function line(x1, y1, x2, y2) {
          return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: stroke };
        }
        return {
          type: 'group',
          children: [
            line(low[0], low[1], high[0], high[1]),
            line(low[0], low[1] - 5, low[0], low[1] + 5),
            line(high[0], high[1] - 5, high[0], high[1] + 5),
            { type: 'circle', shape: { cx: middle[0], cy: middle[1], r: 5 }, style: { fill: color } },
          ],
        };
      },
    }];
    return { of: option, height: 70 + 26 * list.length };
  }

  keepDrawn(function () {
    const t = theme();
    place('chart-intervals', intervals(t, data.intervals, document.documentElement.clientWidth));
    place('chart-loss', curves(t, data.loss, 3, null));
    place('chart-accuracy', curves(t, data.accuracy, 1, data.majority));
    place('chart-bleu', curves(t, data.bleu, 1, null));
    place('chart-reliability', furtherCharts.reliability(t, axis));
    place('chart-lengths', furtherCharts.lengths(t, axis));
    costCharts.draw(t);
  });
})();

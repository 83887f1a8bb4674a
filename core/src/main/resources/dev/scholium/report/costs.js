'use strict';
// what students cost against how accurate they are; a cross is a student of which a seed has collapsed
const costCharts = (function () {
  const element = document.getElementById('cost-data');
  const points = element ? JSON.parse(element.textContent).points : [];
  const symbols = ['circle', 'rect', 'triangle', 'diamond'];

  // the mark of the legend beside the point, and the interval as a line through it
  function bar(color) {
    return function (params, api) {
      const low = api.coord([api.value(0), api.value(1)]);
      const high = api.coord([api.value(0), api.value(2)]);
      function line(x1, y1, x2, y2) {
        return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: color, lineWidth: 2 } };
      }
      return {
        type: 'group',
        children: [
          line(low[0], low[1], high[0], high[1]),
          line(low[0] - 4, low[1], low[0] + 4, low[1]),
          line(high[0] - 4, high[1], high[0] + 4, high[1]),
        ],
      };
    };
  }

  function against(t, cost, name, digits) {
    const known = points.filter(function (point) {
      return cost(point) !== null;
    });
    if (known.length === 0) {
      return null;
    }
    const option = pageCharts.base(t);
    option.legend = { type: 'scroll', top: 0, textStyle: { color: t.ink }, pageTextStyle: { color: t.faint } };
    option.grid = { left: 8, right: 24, top: 40, bottom: 32, containLabel: true };
    option.xAxis = pageCharts.axis(t, { type: 'value', min: 0, name: name, nameLocation: 'middle', nameGap: 24 });
    option.yAxis = pageCharts.axis(t, { type: 'value', scale: true });
    option.tooltip.formatter = function (found) {
      const point = known[Math.floor(found.seriesIndex / 2)];
      return point.name + ', ' + point.split + (point.collapsed > 0 ? ' (collapsed)' : '') + '\n' +
        point.accuracy.toFixed(1) + ' % (' + point.low.toFixed(1) + ' \u2013 ' + point.high.toFixed(1) + ')\n' +
        cost(point).toFixed(digits) + ' ' + name;
    };
    option.series = [];
    known.forEach(function (point, i) {
      const color = t.colors[i % t.colors.length];
      const collapsed = 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z';
      option.series.push({
        type: 'scatter',
        name: point.name,
        data: [[cost(point), point.accuracy]],
        symbol: point.collapsed > 0 ? collapsed : symbols[Math.floor(i / t.colors.length) % symbols.length],
        symbolSize: 11,
        itemStyle: { color: color },
      }, {
        type: 'custom',
        name: point.name,
        encode: { x: 0, y: [1, 2] },
        data: [[cost(point), point.low, point.high]],
        itemStyle: { color: color },
        renderItem: bar(color),
      });
    });
    return { of: option };
  }

  function draw(t) {
    pageCharts.place('chart-cost-time', against(t, function (point) {
      return point.seconds === null ? null : point.seconds / 60;
    }, 'minutes', 1));
    pageCharts.place('chart-cost-money', against(t, function (point) {
      return point.dollars;
    }, 'dollars', 4));
  }

  return { draw };
})();

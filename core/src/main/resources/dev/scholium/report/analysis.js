'use strict';
(function () {
  const { theme, base, place, keepDrawn } = pageCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);

  function boxes(t, chart) {
    const option = base(t);
    option.legend = { type: 'scroll', top: 0, textStyle: { color: t.ink } };
    option.grid = { left: 8, right: 16, top: 36, bottom: 8, containLabel: true };
    option.xAxis = { type: 'category', data: chart.labels, axisLabel: { color: t.ink }, axisLine: { lineStyle: { color: t.line } } };
    option.yAxis = { type: 'value', scale: true, axisLabel: { color: t.ink }, splitLine: { lineStyle: { color: t.line, opacity: 0.6 } } };
    option.series = chart.series.map(function (series, i) {
      return {
        type: 'boxplot',
        name: series.name,
        data: series.boxes,
        itemStyle: { color: 'transparent', borderColor: t.colors[i % t.colors.length], borderWidth: 2 },
      };
    });
    return { of: option };
  }

  keepDrawn(function () {
    const t = theme();
    data.forEach(function (chart) {
      place(chart.id, boxes(t, chart));
    });
  });
})();

'use strict';
// reliability diagram and lengths of rationales
const furtherCharts = (function () {
  const element = document.getElementById('further-data');
  const data = element ? JSON.parse(element.textContent) : { reliability: [], lengths: [], words: [] };

  function reliability(t, axis) {
    if (data.reliability.length === 0) {
      return null;
    }
    const option = pageCharts.base(t);
    option.legend = { type: 'scroll', top: 0, textStyle: { color: t.ink }, pageTextStyle: { color: t.faint } };
    option.grid = { left: 24, right: 16, top: 40, bottom: 32, containLabel: true };
    option.xAxis = axis(t, { type: 'value', min: 0, max: 100, name: 'probability', nameLocation: 'middle', nameGap: 24 });
    option.yAxis = axis(t, { type: 'value', min: 0, max: 100, name: 'right', nameLocation: 'middle', nameGap: 32 });
    option.series = data.reliability.map(function (system) {
      return { type: 'line', name: system.name, data: system.points, symbolSize: 8, lineStyle: { width: 2 } };
    });
    option.series[0].markLine = {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: t.faint, type: 'dashed' },
      data: [[{ coord: [0, 0] }, { coord: [100, 100] }]],
    };
    return { of: option };
  }

  function lengths(t, axis) {
    if (data.lengths.length === 0) {
      return null;
    }
    const option = pageCharts.base(t);
    option.tooltip.trigger = 'axis';
    option.tooltip.valueFormatter = function (value) {
      return Number(value).toFixed(1) + ' %';
    };
    option.legend = { type: 'scroll', top: 0, textStyle: { color: t.ink }, pageTextStyle: { color: t.faint } };
    option.grid = { left: 8, right: 16, top: 40, bottom: 32, containLabel: true };
    option.xAxis = axis(t, { type: 'category', data: data.words, name: 'words', nameLocation: 'middle', nameGap: 24, splitLine: { show: false } });
    option.yAxis = axis(t, { type: 'value' });
    option.series = data.lengths.map(function (writer) {
      return { type: 'bar', name: writer.name, data: writer.shares };
    });
    return { of: option };
  }

  return { reliability, lengths };
})();

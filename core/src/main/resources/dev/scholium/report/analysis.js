'use strict';
(function () {
  const charts = JSON.parse(document.getElementById('chart-data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  // Okabe and Ito's colours, as in report.js
  const onLight = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b07800', '#3c8fc4', '#444444'];
  const onDark = ['#56b4e9', '#f0975a', '#2fbf9b', '#e59cc4', '#f0e442', '#9ecdf2', '#cccccc'];
  let drawn = [];
  let printing = false;

  function option(chart) {
    const isDark = dark.matches && !printing;
    const ink = isDark ? '#e8ebee' : '#1b1f24';
    const line = isDark ? '#3a424b' : '#d5dae0';
    return {
      animation: false,
      color: isDark ? onDark : onLight,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
      tooltip: { renderMode: 'richText', backgroundColor: isDark ? '#1d2126' : '#ffffff', borderColor: line, textStyle: { color: ink } },
      legend: { type: 'scroll', top: 0, textStyle: { color: ink } },
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: chart.labels, axisLabel: { color: ink }, axisLine: { lineStyle: { color: line } } },
      yAxis: { type: 'value', scale: true, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line, opacity: 0.6 } } },
      series: chart.series.map(function (series, i) {
        const color = (isDark ? onDark : onLight)[i % onLight.length];
        return {
          type: 'boxplot',
          name: series.name,
          data: series.boxes,
          itemStyle: { color: 'transparent', borderColor: color, borderWidth: 2 },
        };
      }),
    };
  }

  function draw() {
    drawn.forEach(function (chart) {
      chart.dispose();
    });
    drawn = charts.map(function (chart) {
      const element = document.getElementById(chart.id);
      element.style.display = 'block';
      const shown = echarts.init(element, null, { renderer: 'svg' });
      shown.setOption(option(chart));
      return shown;
    });
  }

  draw();
  dark.addEventListener('change', draw);
  window.addEventListener('resize', function () {
    drawn.forEach(function (chart) {
      chart.resize();
    });
  });
  window.addEventListener('beforeprint', function () {
    printing = true;
    document.querySelectorAll('details').forEach(function (element) {
      element.open = true;
    });
    draw();
  });
  window.addEventListener('afterprint', function () {
    printing = false;
    draw();
  });
})();

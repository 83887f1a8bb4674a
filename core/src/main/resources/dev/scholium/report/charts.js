'use strict';
// what the charts of all pages share: the paper's colours, and drawing anew when paper or printer change
const pageCharts = (function () {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  // Okabe and Ito's colours, told apart by colour-blind readers; lighter ones on dark paper
  const onLight = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b07800', '#3c8fc4', '#444444'];
  const onDark = ['#56b4e9', '#f0975a', '#2fbf9b', '#e59cc4', '#f0e442', '#9ecdf2', '#cccccc'];
  let charts = [];
  let printing = false;

  function theme() {
    const isDark = dark.matches && !printing;
    return {
      colors: isDark ? onDark : onLight,
      ink: isDark ? '#e8ebee' : '#1b1f24',
      faint: isDark ? '#a3acb6' : '#57606a',
      line: isDark ? '#3a424b' : '#d5dae0',
      paper: isDark ? '#1d2126' : '#ffffff',
    };
  }

  function base(t) {
    return {
      animation: false,
      color: t.colors,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: t.ink },
      tooltip: {
        renderMode: 'richText',
        backgroundColor: t.paper,
        borderColor: t.line,
        textStyle: { color: t.ink },
      },
    };
  }

  function axis(t, more) {
    return Object.assign({
      axisLine: { lineStyle: { color: t.line } },
      axisTick: { lineStyle: { color: t.line } },
      axisLabel: { color: t.faint },
      nameTextStyle: { color: t.faint },
      splitLine: { lineStyle: { color: t.line, opacity: 0.6 } },
    }, more);
  }

  function place(id, option) {
    const element = document.getElementById(id);
    if (!element || !option) {
      return;
    }
    element.style.display = 'block';
    if (option.height) {
      element.style.height = option.height + 'px';
    }
    const chart = echarts.init(element, null, { renderer: 'svg' });
    chart.setOption(option.of);
    charts.push(chart);
  }

  function keepDrawn(drawAll) {
    function draw() {
      charts.forEach(function (chart) {
        chart.dispose();
      });
      charts = [];
      drawAll();
    }

    draw();
    dark.addEventListener('change', draw);
    window.addEventListener('resize', function () {
      charts.forEach(function (chart) {
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
  }

  return { theme, base, axis, place, keepDrawn };
})();

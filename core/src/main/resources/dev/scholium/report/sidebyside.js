'use strict';
pageCharts.keepDrawn(function () {
  costCharts.draw(pageCharts.theme());
});

// SPDX-License-Identifier: Apache-2.0
"use strict";
(function () {
  var lostAt = null;
  var lastWord = Date.now();

  // What open pages are told when the exchange does not answer any more, and when it does again.
  function tell(text, back) {
    var line = document.getElementById("live");
    line.textContent = text;
    line.className = back ? "live back" : "live";
    line.hidden = false;
  }

  function time(date) {
    return date.toLocaleTimeString(document.documentElement.lang, { timeZone: document.body.dataset.zone });
  }

  function lost() {
    if (lostAt === null) {
      lostAt = new Date();
      tell(document.body.dataset.lost.replace("{0}", time(lostAt)), false);
    }
  }

  function found() {
    lastWord = Date.now();
    if (lostAt !== null) {
      tell(document.body.dataset.back.replace("{0}", time(lostAt)).replace("{1}", time(new Date())), true);
      lostAt = null;
      htmx.trigger(document.body, "exchange-changed");
    }
  }

  // An exchange that is there and tells nothing any more wants to know again who looks.
  function listenAgain() {
    fetch("/health/live").then(function () {
      location.assign("/sign-in");
    }, function () {
      lost();
      setTimeout(listen, 3000);
    });
  }

  // The exchange tells every few seconds that something has changed, or that nothing has.
  function listen() {
    var source = new EventSource(document.body.dataset.live);
    source.addEventListener("changed", function () {
      found();
      htmx.trigger(document.body, "exchange-changed");
    });
    source.addEventListener("beat", found);
    source.addEventListener("error", function () {
      if (source.readyState === EventSource.CLOSED) {
        listenAgain();
      } else {
        lost();
      }
    });
  }

  // A page that is being worked in is not changed under the hands of who works.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var target = event.detail.target;
    if (target.contains(document.activeElement) && /INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
      event.detail.shouldSwap = false;
    }
    if (target.querySelector("details[open]")) {
      event.detail.shouldSwap = false;
    }
  });

  // What could not be renewed is old, and says so.
  document.addEventListener("htmx:responseError", function () {
    tell(document.body.dataset.stale, false);
  });

  // Who goes through a page by keyboard keeps the place when a part of it is made anew.
  var place = null;
  var scrolled = [];

  // What something that can have the focus is, in the part before and in the one after.
  function identity(element) {
    var form = element.closest("form");
    var hidden = form ? Array.from(form.querySelectorAll("input[type=hidden]:not([name=token])"), function (field) { return field.name + "=" + field.value; }) : [];
    var names = ["href", "aria-labelledby", "aria-label", "name", "value"].map(function (name) { return element.getAttribute(name); });
    return JSON.stringify([element.tagName, names, form && form.getAttribute("action"), hidden]);
  }

  function boxes(part) {
    return Array.from(part.querySelectorAll(".scroll"));
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    var part = event.detail.target;
    var active = document.activeElement;
    place = active && part.contains(active) ? identity(active) : null;
    scrolled = boxes(part).map(function (box) { return [identity(box), box.scrollLeft]; });
  });
  document.addEventListener("htmx:afterSwap", function () {
    boxes(document).forEach(function (box) {
      var before = scrolled.find(function (one) { return one[0] === identity(box); });
      if (before) {
        box.scrollLeft = before[1];
      }
    });
    var all = Array.from(document.querySelectorAll("main a[href], main button, main summary, main [tabindex]"));
    var same = place && all.find(function (one) { return identity(one) === place; });
    if (same) {
      same.focus({ preventScroll: true });
    }
    place = null;
    scrolled = [];
  });

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  // Numbers and times in the language of the page, times in the zone somebody reads.
  function writer(zone, parts) {
    var format = new Intl.DateTimeFormat(document.documentElement.lang, Object.assign({ timeZone: zone, hourCycle: "h23" }, parts));
    return function (seconds) { return format.format(new Date(seconds * 1000)); };
  }

  // What is counted has no halves.
  var whole = [];
  for (var power = 1; power <= 1e12; power *= 10) {
    whole.push(power, 2 * power, 5 * power);
  }

  function number(plot, value) {
    return value == null ? "–" : value.toLocaleString(document.documentElement.lang);
  }

  function draw(box) {
    var chart = JSON.parse(box.dataset.chart);
    var zone = document.body.dataset.zone;
    var lines = ["--main", "--good", "--notice", "--critical"];
    var axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 } };
    var hour = writer(zone, { hour: "2-digit", minute: "2-digit" });
    var day = writer(zone, { day: "2-digit", month: "2-digit" });
    var moment = writer(zone, { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" });
    var times = Object.assign({}, axis, {
      values: function (plot, marks) {
        return marks.map(function (mark, i) {
          return i === 0 || day(mark) !== day(marks[i - 1]) ? hour(mark) + "\n" + day(mark) : hour(mark);
        });
      }
    });
    var amounts = Object.assign({}, axis, {
      incrs: whole,
      values: function (plot, marks) { return marks.map(function (mark) { return number(plot, mark); }); }
    });
    var options = {
      width: Math.max(280, box.clientWidth - 20),
      height: 240,
      tzDate: function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), zone); },
      axes: [times, amounts],
      series: [{ label: chart.time, value: function (plot, mark) { return mark == null ? "–" : moment(mark); } }].concat(chart.labels.map(function (label, i) {
        return { label: label, value: number, stroke: color(lines[i]), width: 2, dash: i === 2 ? [6, 4] : i === 3 ? [2, 3] : undefined };
      }))
    };
    var plot = new uPlot(options, chart.data, box);
    window.addEventListener("resize", function () {
      plot.setSize({ width: Math.max(280, box.clientWidth - 20), height: 240 });
    });
    setInterval(function () {
      fetch(box.dataset.source, { headers: { "HX-Request": "true" } })
        .then(function (answer) { return answer.ok ? answer.json() : null; })
        .then(function (next) { if (next) { plot.setData(next.data); } })
        .catch(function () { /* the page says that the exchange is away */ });
    }, 60000);
  }

  document.addEventListener("DOMContentLoaded", function () {
    listen();
    setInterval(function () {
      if (Date.now() - lastWord > 15000) {
        lost();
      }
    }, 2000);
    document.querySelectorAll(".chart[data-chart]").forEach(draw);
  });
})();

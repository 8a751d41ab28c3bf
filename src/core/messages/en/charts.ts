/** English sentences of `charts`, keyed by message id; ICU message syntax. */
export const chartsMessages = {
  "charts.notice.empty": "No failures",
  "charts.notice.empty.records": "No records",
  "charts.notice.empty.bound":
    "No failure in {exposure}\u00a0h. MTBF is at least {bound}\u00a0h ({level}\u00a0%, one-sided); no mean can be given.",
  "charts.notice.empty.exposure": "No failure in {exposure}\u00a0h.",
  "charts.notice.empty.plain": "Nothing was recorded in this period.",
  "charts.notice.empty.rows": "There is a figure, but nothing to draw it by.",
  "charts.notice.few": "Too few failures",
  "charts.notice.few.sentence":
    "{count, plural, one {# failure} other {# failures}}: the value is withheld. {level}\u00a0% interval {interval}\u00a0h.",
  "charts.notice.failed": "Could not be computed",
  "charts.notice.failed.sentence": "The figure could not be computed from these records.",
  "charts.notice.no_access": "Not yours to see",
  "charts.notice.no_access.sentence":
    "The records behind this figure are outside what you may see. Ask the administrator.",
  "charts.describe.notice": "{title}. {word}. {sentence}",
  "charts.describe.partial": "{periods} {count, plural, one {is} other {are}} partial.",
  "charts.population.all": "all {count} {noun}",
  "charts.population.one": "{noun} {tag}",
  "charts.scale_starts": "Scale starts at {start}\u00a0{unit}.",
  "charts.cut": "Intervals that run beyond the scale are cut at its edge.",
  "charts.hours": "{value}\u00a0h",
  "charts.sample": "n = {count}",
  "charts.days": "{count, plural, one {# day} other {# days}}",
  "charts.column.month": "Month",
  "charts.column.failures": "Failures",
  "charts.column.exposure": "Exposure",
  "charts.column.mtbf": "MTBF",
  "charts.column.interval": "{level}\u00a0% interval",
  "charts.column.cumulative": "Cumulative",
  "charts.column.hours": "Hours down",
  "charts.column.cost": "Cost",
  "charts.column.each": "Hours each",
  "charts.column.since": "Down since",
  "charts.column.returned": "Returned",
  "charts.too_few": "too few",
  "charts.unknown": "unknown",
  "charts.open": "open",

  "charts.mtbf.title": "MTBF by month",
  "charts.mtbf.rose": "MTBF rose from {before} to {after} hours",
  "charts.mtbf.fell": "MTBF fell from {before} to {after} hours",
  "charts.mtbf.same":
    "No clear change in MTBF: {before} hours in {before_month}, {after} in {after_month}",
  "charts.mtbf.same_period": "No clear change in MTBF: {after} hours after {before}",
  "charts.mtbf.single":
    "MTBF was {value} hours in {month}, {interval} at {level}\u00a0% confidence",
  "charts.mtbf.single_period": "MTBF was {value} hours, {interval} at {level}\u00a0% confidence",
  "charts.mtbf.single_bare": "MTBF was {value} hours",
  "charts.mtbf.none": "No whole month has enough failures for an MTBF",
  "charts.mtbf.sub":
    "{base, select, operation {Hours of operation} other {Calendar hours}} per failure, {population}. Step: month, with its {level}\u00a0% interval{is_partial, select, true {; hatched: month not complete, not compared} other {}}{has_few, select, true {; arrow: fewer than 4 failures, no value} other {}}.",
  "charts.mtbf.describe.range":
    "{title}, {population}. First {first_month} {first} hours, last {last_month} {last} hours; highest {highest} hours in {highest_month}, lowest {lowest} hours in {lowest_month}.",
  "charts.mtbf.describe.one": "{title}, {population}. {month} {value} hours.",
  "charts.mtbf.describe.none": "{title}, {population}. No month has enough failures for a value.",
  "charts.mtbf.describe.interval": "{month}: {level} percent interval {interval} hours.",
  "charts.mtbf.caption": "MTBF by month, {population}",
  "charts.mtbf.mark":
    "{month}: {value} hours, {level}\u00a0% {interval}, {count, plural, one {# failure} other {# failures}}",
  "charts.mtbf.mark.few":
    "{month}: too few failures for a value, {level}\u00a0% {interval} hours, {count, plural, =0 {no failure} one {# failure} other {# failures}}",
  "charts.mtbf.month_partial": "{month}, partial",

  "charts.not_stated": "Not stated",
  "charts.number":
    "{word, select, 1 {One} 2 {Two} 3 {Three} 4 {Four} 5 {Five} 6 {Six} 7 {Seven} 8 {Eight} 9 {Nine} 10 {Ten} 11 {Eleven} 12 {Twelve} other {{number}}}",
  "charts.pareto.title": "Pareto of failures",
  "charts.pareto.noun":
    "{dimension, select, area {{count, plural, one {place} other {places}}} equipment_class {{count, plural, one {equipment class} other {equipment classes}}} mode {{count, plural, one {failure mode} other {failure modes}}} cause {{count, plural, one {cause} other {causes}}} text {{count, plural, one {text} other {texts}}} other {{count, plural, one {group} other {groups}}}}",
  "charts.pareto.half":
    "{some} of {total} {noun} {measure, select, hours {{doer, select, place {lost} other {took}} half of the hours} cost {took half of the cost} other {had half of the failures}}",
  "charts.pareto.alone":
    "{label} alone {measure, select, hours {took {share} of the hours} cost {took {share} of the cost} other {had {share} of the failures}}",
  "charts.pareto.sub":
    "{measure, select, hours {Hours lost to failures} cost {Cost of failures} other {Failures}}{has_period, select, true { in {period}} other {}}, {population}, by {dimension}. Dark bars together make the first half.",
  "charts.pareto.hatched":
    "Hatched: {is_partial, select, true {period not complete} other {the records do not say}}.",
  "charts.pareto.rest":
    "The rest: {measure, select, hours {{value}\u00a0h} cost {{currency} {value}} other {{value}}} in {count} more {noun}.",
  "charts.pareto.quantity":
    "{measure, select, hours {{value} hours down} cost {{unit} {value}} other {{value} failures}}",
  "charts.pareto.head":
    "{measure, select, hours {hours down} cost {cost, {unit}} other {failures}}",
  "charts.pareto.cumulative": "cumulative",
  "charts.pareto.mark": "{label}: {quantity}",
  "charts.pareto.describe":
    "Pareto of {measure, select, hours {hours lost} cost {cost} other {failures}} by {dimension}. {largest}. {half} {noun} {half, plural, one {makes} other {make}} half of {total}.",
  "charts.pareto.caption":
    "{measure, select, hours {Hours lost} cost {Cost} other {Failures}} by {dimension}, {population}",

  "charts.column.planned": "Planned stops",
  "charts.calendar.title": "Stops by time",
  "charts.calendar.row": "{fold, select, week {Week of} month {Month} other {Year}}",
  "charts.calendar.head.failures": "failures",
  "charts.calendar.head.n": "n",
  "charts.calendar.head.down": "down",
  "charts.calendar.before": "no data before {at}",
  "charts.calendar.after": "no data after {at}",
  "charts.calendar.no_data": "no data",
  "charts.calendar.never": "The source did not watch {tag} in this period.",
  "charts.calendar.out": "{tag} has been out since {since}: {hours} hours so far",
  "charts.calendar.none": "{tag} did not fail",
  "charts.calendar.few":
    "{tag} failed {count, plural, one {once} =2 {twice} other {# times}}, {hours} hours down",
  "charts.calendar.half":
    "{some} of {count} failures took half of the {hours} hours that {tag} was down",
  "charts.calendar.sub":
    "One row per {fold, select, week {week, Monday to Sunday} month {month} other {year}}. Width is time out of service.",
  "charts.calendar.unplanned": "Full: unplanned.",
  "charts.calendar.emphasised": "Orange: {reason}.",
  "charts.calendar.open": "Orange: still open.",
  "charts.calendar.planned": "Hatched: planned.",
  "charts.calendar.other": "Pale: external or not stated.",
  "charts.calendar.clock": "The site''s clock.",
  "charts.calendar.describe":
    "Stops of {tag} by {fold}. {fold, select, week {{rows, plural, one {# week} other {# weeks}}} month {{rows, plural, one {# month} other {# months}}} other {{rows, plural, one {# year} other {# years}}}} from {first}. {failures, plural, one {# failure} other {# failures}} and {planned, plural, one {# planned stop} other {# planned stops}}, {hours} hours down unplanned.",
  "charts.calendar.describe.most":
    "Most in {fold, select, week {the week of {period}} other {{period}}}: {count, plural, one {# failure} other {# failures}}.",
  "charts.calendar.describe.open": "One is still open.",
  "charts.calendar.mark":
    "{time_class, select, unplanned {failure} planned {planned} external {external stop} other {stop}}{has_reason, select, true {, {reason}} other {}}, {from}, {is_open, select, true {still open, {hours}\u00a0h so far} other {{hours}\u00a0h}}",
  "charts.calendar.caption":
    "Stops of {tag} by {fold, select, week {week} month {month} other {year}}",

  "charts.spark.label":
    "{title}: first {first}, last {last}, lowest {lowest}, highest {highest} {unit}",
  "charts.spark.none": "{title}: no values yet",
  "charts.columns.label": "{title}: {counts}",

  "charts.outages.title": "Longest outages",
  "charts.outages.period": "{from} to {to}",
  "charts.outages.head": "hours down inside {period}",
  "charts.outages.since": "since {from}, open",
  "charts.outages.from_to": "{from} to {to}",
  "charts.outages.finding":
    "{some} {count, plural, one {outage} other {outages}} took {share} of the hours lost in {period}",
  "charts.outages.none": "No outage in {period}",
  "charts.outages.sub": "Hours down inside {period}, longest first.",
  "charts.outages.open": "{count, plural, one {One is} other {# are}} still open.",
  "charts.outages.mark": "{tag}: {hours} hours down inside {period}",
  "charts.outages.each": "{tag} {hours} hours",
  "charts.outages.describe":
    "{count, plural, one {The longest outage} other {# longest outages}} of {period}: {list}.",
  "charts.outages.caption": "Longest outages, hours inside {period}",

  "charts.jack_knife.title": "Frequency and duration",
  "charts.jack_knife.finding":
    "{count, plural, =0 {None of {total} {noun} fails both more often and longer than the mean} one {One of {total} {noun} fails both more often and longer than the mean} other {{some} of {total} {noun} fail both more often and longer than the mean}}",
  "charts.jack_knife.sub":
    "Each dot is one {noun} with failures in the period: failures across, hours down per failure up, both scales logarithmic. Dashed: the means.",
  "charts.jack_knife.across": "failures",
  "charts.jack_knife.long": "rare and long",
  "charts.jack_knife.both": "often and long",
  "charts.jack_knife.often": "often and short",
  "charts.jack_knife.mark":
    "{label}: {count, plural, one {# failure} other {# failures}}, {hours} hours each",
  "charts.jack_knife.describe":
    "Failures against hours per failure, {total} {noun}. {most} failed most, {most_count, plural, one {once} other {# times}}; {longest} was down longest, {longest_hours} hours each. {bad, plural, =0 {None lies} one {One lies} other {# lie}} above both means.",
  "charts.jack_knife.caption": "The {noun} above both means, costliest first",

  "charts.client.hint": "Arrow keys move between the marks.",
  "charts.client.filter": "Filter",
  "charts.client.shown": "{shown} of {all} rows",
} as const;
